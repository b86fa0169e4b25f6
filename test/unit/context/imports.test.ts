import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { backtickRegions } from "../../../src/context/code-regions.ts";
import { type Importer, importsIn, importTarget, meantFile } from "../../../src/context/imports/imports.ts";

const written = (text: string, client: Importer): readonly string[] =>
  importsIn(text, client).map((one) => one.written);

describe("imports of Claude Code (code.claude.com/docs/en/memory: code spans and fenced blocks are skipped)", () => {
  test.each<[because: string, text: string, imports: readonly string[]]>([
    ["a line of its own", "@AGENTS.md\n", ["AGENTS.md"]],
    ["in a sentence", "See @README for the overview and @package.json for commands.\n", ["README", "package.json"]],
    ["in a list", "- git workflow @docs/git.md\n", ["docs/git.md"]],
    ["the home folder", "@~/.claude/mine.md\n", ["~/.claude/mine.md"]],
    ["an address is no import", "Mail a@b.md.\n", []],
    ["in a code span", "Write `@README` or ``a `@b.md` c``.\n", []],
    ["in a fence", "```\n@a.md\n```\n@b.md\n", ["b.md"]],
    ["in a fence of tildes", "~~~md\n@a.md\n~~~\n@b.md\n", ["b.md"]],
    ["in a longer fence that shows a fence", "````\n```\n@a.md\n```\n@b.md\n````\n@c.md\n", ["c.md"]],
    ["in a fence within a list", "1. Do:\n   ```\n   @a.md\n   ```\n@b.md\n", ["b.md"]],
    ["in a fence that is not closed", "```\n@a.md\n", []],
    ["in a comment", "<!-- @a.md -->\n@b.md\n", ["b.md"]],
    ["a stray backtick ends with its paragraph", "It's a ` mark.\n\n@a.md\n\nAnother ` mark.\n", ["a.md"]],
    ["Windows line ends", "@a.md\r\n@b.md\r\n", ["a.md", "b.md"]],
  ])("%s", (_because, text, imports) => {
    expect(written(text, "claude-code")).toEqual(imports);
  });
});

const byPattern = (one: string) =>
  [...one.matchAll(/(`+)([\s\S]*?)\1/g)].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));

describe("imports of Gemini CLI (memoryImportProcessor.ts, findImports and findCodeRegions)", () => {
  test.each<[because: string, text: string, imports: readonly string[]]>([
    ["relative paths and letters begin one", "@./a.md @../b.md @c.md @/d.md\n", ["./a.md", "../b.md", "c.md", "/d.md"]],
    ["digits, hyphens and the home folder do not", "@1.md @-a.md @~/a.md @_a.md\n", []],
    ["in backticks of any number", "`@a.md` ```\n@b.md\n``` @c.md\n", ["c.md"]],
    ["backticks reach over paragraphs", "A ` mark.\n\n@a.md\n\nAnother ` mark.\n", []],
    ["a comment hides nothing", "<!-- @a.md -->\n", ["a.md"]],
  ])("%s", (_because, text, imports) => {
    expect(written(text, "gemini-cli")).toEqual(imports);
  });

  test("finds the regions that the client's own pattern finds", () => {
    const text = array(constantFrom("`", "``", "```", "a", " ", "\n"), { maxLength: 24 }).map((parts) =>
      parts.join(""),
    );
    assert(
      property(text, (one) => {
        expect(backtickRegions(one)).toEqual(byPattern(one));
      }),
      { seed: 20261121, numRuns: 2000 },
    );
  });
});

describe("a hostile text is read at once, whichever client reads it", () => {
  test.each<[because: string, text: string]>([
    [
      "runs of backticks of every length",
      Array.from({ length: 1500 }, (_, index) => `${"`".repeat(index)} @a `).join(""),
    ],
    ["a fence of a million marks", `${"`".repeat(1_000_000)}\n@a\n`],
    ["a million brackets behind an import", `@a${")".repeat(1_000_000)}b\n`],
    ["a million quotation marks", ">".repeat(1_000_000)],
    ["a million empty lines", `\`@a${"\n".repeat(1_000_000)}`],
    ["a million comments", "<!--".repeat(250_000)],
  ])("%s", (_because, text) => {
    for (const client of ["claude-code", "gemini-cli"] as const)
      for (const one of importsIn(text, client)) expect(meantFile(one.written)).toBeUndefined();
  });
});

test.each([
  ["CLAUDE.md", "docs/a.md", "docs/a.md"],
  ["docs/a.md", "b.md", "docs/b.md"],
  ["docs/a.md", "../b.md", "b.md"],
  ["CLAUDE.md", "../b.md", undefined],
  ["CLAUDE.md", "/etc/passwd", undefined],
  ["CLAUDE.md", "~/.claude/a.md", undefined],
])("from %s, @%s leads to %s", (from, path, target) => {
  expect(importTarget(from, path)).toBe(target);
});

test.each([
  ["docs/git.md", "docs/git.md"],
  ["docs/git.md.", "docs/git.md"],
  ["./package.json),", "./package.json"],
  ["types/node", undefined],
  ["anthropic-ai/sdk", undefined],
  ["alice", undefined],
  ["Injectable()", undefined],
  ["app.route('/x.json')", undefined],
  ["tsconfig/node20/tsconfig.json", undefined],
  ["../tsconfig.json", "../tsconfig.json"],
  ["path/to/file.md", undefined],
  ["docs/<name>.md", undefined],
  ["docs/*.md", undefined],
  ["notes.local.md", undefined],
])("@%s certainly means the file %s", (path, file) => {
  expect(meantFile(path)).toBe(file);
});
