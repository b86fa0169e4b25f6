import { describe, expect, test } from "vitest";
import { rules } from "../../../src/rules/index.ts";
import { examineTexts } from "../../support/examine-texts.ts";

describe("a body that is not read", () => {
  const DEEP = `${">".repeat(200)} a\n`;
  const LONG = "a long line of prose\n".repeat(60_000);

  async function reported(text: string): Promise<readonly string[]> {
    const found = await examineTexts({ "AGENTS.md": text }, rules);
    return found.map(({ rule, line }) => `${rule} ${line}`);
  }

  test.each([
    ["too deep", `# A\n\n${DEEP}`, "file/nesting 3"],
    ["too long", `# A\n\n${LONG}`, "file/size 1"],
  ])("is reported where a rule asked what is in it: %s", async (_name, text, expected) => {
    expect(await reported(`${text}\n[notes](./missing.md)\n`)).toContain(expected);
  });

  test("is nobody's concern where no rule asked", async () => {
    const quiet = rules.filter(({ id }) => id.startsWith("file/"));
    expect(await examineTexts({ "AGENTS.md": `${DEEP}\n[notes](./missing.md)\n` }, quiet)).toEqual([]);
  });
});
