import { describe, expect, test } from "vitest";
import { takeInventory } from "../../../src/inventory/take-inventory.ts";
import { ruleGlobs } from "../../../src/inventory/texts/rule-globs.ts";
import { memoryFiles } from "../../support/memory-files.ts";

async function globsOf(path: string, field: string, text: string) {
  const files = memoryFiles({ [path]: text });
  const [rule] = (await takeInventory(files, { ignored: () => false }, { outline: false })).of("scoped-instructions");
  if (!rule) throw new Error(`${path} is no rule file`);
  const globs = ruleGlobs(rule, field);
  return {
    globs: globs.map(({ glob }) => glob),
    written: globs.map(({ at }) => rule.source.text.slice(at.start, at.end)),
    problems: rule.problems.map(({ code }) => code),
  };
}

describe("globs that are no YAML", () => {
  test.each([
    ["*.ts", ["*.ts"]],
    ["**/*.ts, src/*.tsx", ["**/*.ts", "src/*.tsx"]],
    ["{src,lib}/**/*.ts,docs/**", ["{src,lib}/**/*.ts", "docs/**"]],
    ["src/**/*.ts  ", ["src/**/*.ts"]],
  ])("Cursor reads `globs: %s`", async (line, globs) => {
    const text = `---\ndescription: Types\nglobs: ${line}\nalwaysApply: false\n---\nUse types.\n`;
    expect(await globsOf(".cursor/rules/a.mdc", "globs", text)).toEqual({
      globs,
      written: globs.map(() => line.trim()),
      problems: [],
    });
  });

  test.each([
    [".claude/rules/a.md", "paths"],
    [".github/instructions/a.instructions.md", "applyTo"],
  ])("%s has them in %s", async (path, field) => {
    const found = await globsOf(path, field, `---\r\n${field}: **/*.ts\r\n---\r\nUse types.\r\n`);
    expect(found).toEqual({ globs: ["**/*.ts"], written: ["**/*.ts"], problems: [] });
  });

  test("what is wrong elsewhere stays wrong", async () => {
    const found = await globsOf(".cursor/rules/a.mdc", "globs", "---\nglobs: *.ts\ndescription: a: b\n---\n");
    expect(found.problems).toEqual(["syntax"]);
  });

  test("a list item that is no YAML stays wrong: no client reads it", async () => {
    expect((await globsOf(".claude/rules/a.md", "paths", "---\npaths:\n  - **/*.ts\n---\n")).problems).toEqual([
      "syntax",
    ]);
  });

  test("no other field is read so", async () => {
    expect((await globsOf(".cursor/rules/a.mdc", "globs", "---\ndescription: *.ts\n---\n")).problems).toEqual([
      "syntax",
    ]);
  });
});

test.each([
  ["commas", ",".repeat(200_000), 200_001],
  ["braces that open", `"${"{,".repeat(100_000)}"`, 100_001],
  ["braces that close", `"${",}".repeat(100_000)}"`, 1],
])("no text of one line is read again for each of its commas: %s", async (_what, globs, count) => {
  const found = await globsOf(".cursor/rules/a.mdc", "globs", `---\ndescription: D\nglobs: ${globs}\n---\nText.\n`);
  expect(found.globs).toHaveLength(count);
});
