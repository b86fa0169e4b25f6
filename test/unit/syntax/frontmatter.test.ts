import { describe, expect, test } from "vitest";
import { splitFrontmatter } from "../../../src/syntax/frontmatter.ts";

const cut = (text: string) => {
  const { fences, yaml, body, problems } = splitFrontmatter(text);
  const slice = (range?: { start: number; end: number }) => range && text.slice(range.start, range.end);
  return { fences: slice(fences), yaml: slice(yaml), body: slice(body), problems };
};

describe("frontmatter", () => {
  test.each([
    ["closed", "---\na: 1\n---\nbody\n", "---\na: 1\n---", "a: 1\n", "body\n"],
    ["CRLF", "---\r\na: 1\r\n---\r\nbody", "---\r\na: 1\r\n---", "a: 1\r\n", "body"],
    ["empty", "---\n---\nbody", "---\n---", "", "body"],
    ["at the end of the text", "---\na: 1\n---", "---\na: 1\n---", "a: 1\n", ""],
    ["at the end of the text, CR only", "---\na: 1\n---\r", "---\na: 1\n---", "a: 1\n", ""],
    ["spaces behind the fences", "--- \t\na: 1\n---  \nbody", "--- \t\na: 1\n---  ", "a: 1\n", "body"],
    [
      "longer lines in between",
      "---\na: |\n  ---\n----\n--- x\n---\nbody",
      "---\na: |\n  ---\n----\n--- x\n---",
      "a: |\n  ---\n----\n--- x\n",
      "body",
    ],
    ["a second pair of fences", "---\na: 1\n---\n---\nb\n---\n", "---\na: 1\n---", "a: 1\n", "---\nb\n---\n"],
    ["astral characters", "---\na: 😀\n---\n😀", "---\na: 😀\n---", "a: 😀\n", "😀"],
  ])("%s", (_name, text, fences, yaml, body) => {
    expect(cut(text)).toEqual({ fences, yaml, body, problems: [] });
  });

  test.each([
    ["no frontmatter", "# Title\n"],
    ["empty text", ""],
    ["a blank line before it", "\n---\na: 1\n---\n"],
    ["a space before it", " ---\na: 1\n---\n"],
    ["four dashes", "----\na: 1\n----\n"],
    ["a word behind the dashes", "--- a\n---\n"],
  ])("%s: all is body", (_name, text) => {
    expect(cut(text)).toEqual({ body: text, problems: [] });
  });

  test.each(["---\na: 1\nbody\n", "---", "---\n", "---\r\na: 1\r\n ---\r\n"])("never closed: %j", (text) => {
    const message = "frontmatter is not closed: add a line --- behind it";
    expect(cut(text)).toEqual({ body: text, problems: [{ code: "syntax", message, range: { start: 0, end: 3 } }] });
  });

  test("a megabyte of almost-fences", () => {
    const text = `---\n${"---x\n".repeat(200_000)}`;
    expect(cut(text)).toMatchObject({ body: text, problems: [{ code: "syntax" }] });
  });
});
