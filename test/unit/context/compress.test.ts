import { describe, expect, test } from "vitest";
import { compressed, proposals } from "../../../src/context/compress.ts";
import { statementsOf } from "../../../src/context/statements.ts";

const NOTHING = (): undefined => undefined;
const SECRETS = "Never commit secrets or credentials to the repository.";

function shorten(
  text: string,
  before: Readonly<Record<string, string>> = {},
  enforced: (line: string) => string | undefined = NOTHING,
): string {
  const readings = Object.entries(before).map(([path, other]) => ({ path, statements: statementsOf(other) }));
  return compressed(text, proposals({ path: "AGENTS.md", text, start: 0 }, readings, enforced));
}

describe("an instruction file leaves out", () => {
  test.each([
    ["what a file before it says", `# Api\n\n- ${SECRETS}\n- Use fetch.\n`, "# Api\n\n- Use fetch.\n"],
    [
      "the heading of a section of which nothing is left",
      `# Api\n\nUse fetch.\n\n## Safety\n\n${SECRETS}\n`,
      "# Api\n\nUse fetch.\n\n",
    ],
    [
      "spaces that do not show",
      "a | b   \n| x    | y |\n| ------ | - |\n\n\n\nend \n",
      "a | b  \n| x | y |\n| --- | - |\n\nend\n",
    ],
  ])("%s", (_what, text, expected) => {
    expect(shorten(text, { "CLAUDE.md": `${SECRETS}\n` })).toBe(expected);
  });

  test("what a linter enforces", () => {
    const line = "- Use single quotes for all strings in TypeScript files.";
    expect(
      shorten(`${line}\n- Use fetch.\n`, {}, (text) => (text.includes("quotes") ? ".prettierrc" : undefined)),
    ).toBe("- Use fetch.\n");
  });
});

describe("an instruction file keeps", () => {
  test.each([
    ["code, with all its spaces", `\`\`\`\n${SECRETS}\n${SECRETS}\n\n\n\nx   \n\`\`\`\n`],
    ["two spaces that break a line", "one  \ntwo\n"],
    ["a line that two lists share", `# Agents\n\n- ${SECRETS}\n- Read.\n\n# Skills\n\n- ${SECRETS}\n- Write.\n`],
    ["a line that two announced lists share", `For agents:\n\n- ${SECRETS}\n\nFor skills:\n\n- ${SECRETS}\n`],
    [
      "the opposite of a sentence",
      "Always commit the lock file of the package together with it.\nNever commit the lock file of the package together with it.\n",
    ],
    ["a carriage return", "a\r\nb\r\n"],
  ])("%s", (_what, text) => {
    expect(shorten(text)).toBe(text);
  });
});

test("a text of many alike lines takes time that grows with its length", () => {
  const lines = Array.from(
    { length: 5000 },
    (_, index) => `Keep the shared word list of module m${index % 7} and part p${index} in order please.`,
  );
  expect(shorten(`${lines.join("\n")}\n`)).toContain("p4999");
});
