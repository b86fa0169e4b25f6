import { expect, test } from "vitest";
import { scopedRules, type ScopedReader } from "../../../src/context/scoped-rules.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

test.each<
  [because: string, client: ScopedReader, path: string, frontmatter: string, when: string, globs: readonly string[]]
>([
  ["Claude Code loads a rule without paths at launch", "claude-code", ".claude/rules/a.md", "", "always", []],
  [
    "and one with paths for them",
    "claude-code",
    ".claude/rules/a.md",
    "paths: ['src/**/*.ts', docs/*.md]",
    "matching",
    ["src/**/*.ts", "docs/*.md"],
  ],
  ["Cursor: always", "cursor", ".cursor/rules/a.mdc", "alwaysApply: true\nglobs: '*.ts'", "always", []],
  [
    "Cursor: for files, commas between them",
    "cursor",
    ".cursor/rules/a.mdc",
    "globs: '*.ts, *.{js,jsx}'",
    "matching",
    ["*.ts", "*.{js,jsx}"],
  ],
  ["Cursor: by its description", "cursor", ".cursor/rules/a.mdc", "description: Style.", "asked", []],
  [
    "Copilot: for files",
    "copilot",
    ".github/instructions/a.instructions.md",
    "applyTo: '**/*.py'",
    "matching",
    ["**/*.py"],
  ],
  ["Copilot: for all files", "copilot", ".github/instructions/a.instructions.md", "applyTo: '**'", "always", ["**"]],
  [
    "Copilot: when somebody attaches it",
    "copilot",
    ".github/instructions/a.instructions.md",
    "description: Style.",
    "asked",
    [],
  ],
])("%s", async (_because, client, path, frontmatter, when, globs) => {
  const repository = await inventoryOf({ [path]: `---\n${frontmatter}\n---\nText.\n` });
  expect(scopedRules(repository, client).map((rule) => [rule.when, rule.globs])).toEqual([[when, globs]]);
});
