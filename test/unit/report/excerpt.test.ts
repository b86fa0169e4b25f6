import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import { excerptOf } from "../../../src/report/text/excerpt.ts";
import { nameFormat } from "../../support/reports.ts";

const on = (excerpt: string, column: number, endColumn: number, more: Partial<Diagnostic> = {}) =>
  excerptOf({ ...nameFormat, excerpt, line: 1, endLine: 1, column, endColumn, ...more });

describe("marks stand under what they mean", () => {
  test.each([
    ["a word", "name: Review PR", 7, 16, "name: Review PR", "      ^^^^^^^^^"],
    ["one character", "abc", 2, 3, "abc", " ^"],
    ["an empty range", "abc", 2, 2, "abc", " ^"],
    ["the end of the line", "abc", 4, 4, "abc", "   ^"],
    ["a tab before", "\tab", 2, 4, "    ab", "    ^^"],
    ["a tab in the middle", "ab\tcd", 4, 6, "ab  cd", "    ^^"],
    ["a marked tab", "a\tb", 2, 3, "a   b", " ^^^"],
    ["wide characters before", "审查 x", 4, 5, "审查 x", "     ^"],
    ["wide characters marked", "a审查b", 2, 4, "a审查b", " ^^^^"],
    ["an emoji, two units long", "🚀x", 3, 4, "🚀x", "  ^"],
    ["a combining accent before", "e\u0301x", 3, 4, "e\u0301x", " ^"],
    ["a hidden character before", "\u200Bx", 2, 3, "\\u{200B}x", "        ^"],
    ["a hidden character marked", "a\u202Eb", 2, 3, "a\\u{202E}b", " ^^^^^^^^"],
  ])("%s", (_, line, column, endColumn, text, marks) => {
    expect(on(line, column, endColumn)).toEqual({ text, marks });
  });

  test("a range over several lines is marked to the end of its first line", () => {
    expect(on("key: [a,", 6, 3, { endLine: 4 })).toEqual({ text: "key: [a,", marks: "     ^^^" });
  });
});

const marked = (text: string, marks: string): string => text.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1);

describe("a long line is cut to a window", () => {
  // 10 columns each, so that what is shown can be told by its number.
  const blocks = Array.from({ length: 500 }, (_, at) => `${at}`.padStart(9, "."));
  const line = blocks.join(" ");

  test.each([0, 1, 5, 30, 250, 498, 499])("around block %i", (at) => {
    const excerpt = on(line, at * 10 + 1, at * 10 + 10);
    expect(marked(excerpt?.text ?? "", excerpt?.marks ?? "")).toBe(blocks[at]);
    expect(excerpt?.text.length).toBeLessThanOrEqual(98);
    expect(excerpt?.text.startsWith("…")).toBe(at > 2);
    expect(excerpt?.text.endsWith("…")).toBe(at < 490);
  });

  test("marks wider than the window end with it", () => {
    const excerpt = on("x".repeat(1000), 1, 1001);
    expect(excerpt?.text).toBe(`${"x".repeat(96)}…`);
    expect(excerpt?.marks).toBe("^".repeat(96));
  });

  test("an emoji at the edge is not torn apart", () => {
    const text = on(`${"🚀".repeat(300)}x${"🚀".repeat(300)}`, 601, 602)?.text ?? "";
    expect(text).toMatch(/^…(?:🚀)+x(?:🚀)+…$/u);
  });
});

const bare: Diagnostic = { rule: "a/b", severity: "info", message: "Wrong.", path: "a.md", fingerprint: "v1:0" };

test.each<[string, Partial<Diagnostic>]>([
  ["no excerpt", { line: 1, column: 1 }],
  ["a blank line", { line: 1, column: 1, excerpt: " \t" }],
  ["a line that was kept only up to somewhere before the column", { line: 1, column: 5, excerpt: "abc" }],
  ["no line", { excerpt: "abc" }],
])("shows nothing for %s", (_, more) => {
  expect(excerptOf({ ...bare, ...more })).toBeUndefined();
});

test("shows a line without marks where there is no column", () => {
  expect(excerptOf({ ...bare, line: 2, excerpt: "name: Review PR" })).toEqual({ text: "name: Review PR", marks: "" });
});
