import { describe, expect, test } from "vitest";
import { enforcedBy, LINTER_FILES } from "../../../src/context/linter-facts.ts";
import { takeInventory } from "../../../src/inventory/take-inventory.ts";
import { memoryFiles } from "../../support/memory-files.ts";

async function enforcing(path: string, text: string, line: string): Promise<string | undefined> {
  const needs = { outline: false, data: LINTER_FILES };
  return enforcedBy(await takeInventory(memoryFiles({ [path]: text }), { ignored: () => false }, needs))(line);
}

const INDENT = "Use two spaces to indent.";
const QUOTES = "Single quotes, please.";
const ANY = "Never use `any`.";
const SORTED = "Keep imports sorted.";
const SPACE = "No trailing whitespace.";

describe("what a line asks for is enforced by a file", () => {
  test.each([
    [".editorconfig", "[*]\n  indent_size = 2\n", INDENT],
    ["web/.prettierrc", "tabWidth: 2\n", INDENT],
    [".prettierrc", '{ "singleQuote": true }', QUOTES],
    [".prettierrc.json", '{ "semi": false }', "No semicolons."],
    ["biome.jsonc", '{ "javascript": { "formatter": { "quoteStyle": "single" } } } // ours\n', QUOTES],
    ["pyproject.toml", '[tool.ruff.format]\nquote-style = "single"\n', QUOTES],
    ["ruff.toml", "line-length = 100\n", "Lines have at most 100 characters."],
    [".pre-commit-config.yaml", "repos:\n  - hooks:\n      - id: trailing-whitespace\n", SPACE],
    [".eslintrc.json", '{ "rules": { "@typescript-eslint/no-explicit-any": ["error", {}] } }', ANY],
    ["eslint.config.js", 'export default [{ rules: { "no-explicit-any": 2 } }];\n', ANY],
    ["pyproject.toml", '[tool.ruff.lint]\nselect = ["E", "I"]\n', SORTED],
    ["pyproject.toml", '[tool.isort]\nprofile = "black"\n', SORTED],
  ])("%s: %j", async (path, text, line) => {
    expect(await enforcing(path, text, line)).toBe(path);
  });

  test.each([
    ["a comment", ".editorconfig", "# indent_size = 2\n", INDENT],
    ["a comment", ".prettierrc", "# tabWidth: 2\nsemi: true\n", INDENT],
    ["a comment", "biome.jsonc", '{ /* "quoteStyle": "single" */ }\n', QUOTES],
    ["a comment", "ruff.toml", "# line-length = 100\n", "Lines have at most 100 characters."],
    ["a comment", ".pre-commit-config.yaml", "# - id: trailing-whitespace\n", SPACE],
    ["a comment", "eslint.config.js", '// "no-explicit-any": 2\n', ANY],
    ["a text that only speaks of it", "pyproject.toml", 'description = "Like isort and quote-style"\n', SORTED],
    ["a rule that is off", ".eslintrc.json", '{ "rules": { "no-explicit-any": "off" } }', ANY],
    ["a file that cannot be read", ".prettierrc", '{ "tabWidth": 2', INDENT],
    ["another file", "package.json", '{ "tabWidth": 2 }', INDENT],
  ])("but not by %s: %s", async (_what, path, text, line) => {
    expect(await enforcing(path, text, line)).toBeUndefined();
  });
});
