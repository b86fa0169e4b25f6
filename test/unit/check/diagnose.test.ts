import { describe, expect, test } from "vitest";
import { defineArtifactRule, defineRepositoryRule } from "../../../src/model/rule.ts";
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

describe("a rule that finds no end of things in a file", () => {
  const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
  const FILES = { "AGENTS.md": "a", "b/AGENTS.md": "b" };
  const message = "There is more of this than 1000 findings can say; the rest is left out.";
  const byArtifact = defineArtifactRule({
    ...facts,
    id: "test/endless",
    on: ["instructions"],
    severity: "warning",
    *check() {
      for (;;) yield { message: "Again." };
    },
  });
  const ofRepository = defineRepositoryRule({
    ...facts,
    id: "test/very-many",
    severity: "warning",
    *check({ artifacts }) {
      for (const artifact of artifacts) for (let at = 0; at < 3000; at += 1) yield { artifact, message: "Again." };
    },
  });

  test.each([byArtifact, ofRepository])("says so once for the rest of it: $scope", async (rule) => {
    const found = await examineTexts(FILES, [rule]);
    expect(found).toHaveLength(2 * 1001);
    expect(found.filter((one) => one.message === message).map(({ path, severity }) => [path, severity])).toEqual([
      ["AGENTS.md", "warning"],
      ["b/AGENTS.md", "warning"],
    ]);
  });
});

describe("options that overrides give a rule of the whole repository", () => {
  const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
  const rule = defineRepositoryRule({
    ...facts,
    id: "test/bytes",
    severity: "warning",
    options: { max: 5, unit: "bytes" },
    *check({ artifacts }, { max, unit }) {
      for (const artifact of artifacts)
        if (artifact.source.bytes > max) yield { artifact, message: `more than ${max} ${unit}` };
      yield { message: `at most ${max} ${unit}` };
    },
  });
  const FILES = { "AGENTS.md": "123456", "a/AGENTS.md": "123456", "a/b/AGENTS.md": "123456", "c/AGENTS.md": "123456" };
  const override = (folder: string, options: Record<string, number | string>) => ({
    applies: (path: string) => path.startsWith(folder),
    rules: { "test/bytes": { options } },
  });

  test("hold for the files that they are for, also several on top of each other", async () => {
    const overrides = [
      override("a/", { max: 6 }),
      override("a/b/", { max: 3, unit: "B" }),
      override("c/", { unit: "B" }),
    ];
    const found = await examineTexts(FILES, [rule], { overrides });
    expect(found.map(({ path, message }) => [path, message])).toEqual([
      [undefined, "at most 5 bytes"],
      ["AGENTS.md", "more than 5 bytes"],
      ["a/b/AGENTS.md", "more than 3 B"],
      ["c/AGENTS.md", "more than 5 B"],
    ]);
  });

  test("are the same in whatever order they are written", async () => {
    const own = { "test/bytes": { options: { max: 4, unit: "B" } } };
    const found = await examineTexts(FILES, [rule], { rules: own, overrides: [override("", { unit: "B", max: 4 })] });
    expect(found.map(({ path }) => path)).toEqual([undefined, ...Object.keys(FILES)]);
  });

  test("leave a rule off where they switch it off", async () => {
    const off = { applies: (path: string) => path.startsWith("a/"), rules: { "test/bytes": "off" as const } };
    const found = await examineTexts(FILES, [rule], { overrides: [override("a/b/", { max: 1 }), off] });
    expect(found.map(({ path }) => path)).toEqual([undefined, "AGENTS.md", "c/AGENTS.md"]);
  });
});
