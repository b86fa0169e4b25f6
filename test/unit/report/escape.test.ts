import { describe, expect, test } from "vitest";
import { escapeData, escapeProperty } from "../../../src/report/escape/command.ts";
import { safeJson } from "../../../src/report/escape/json.ts";
import { escapeCode, escapeMarkdown } from "../../../src/report/escape/markdown.ts";
import { guardLines, terminal } from "../../../src/report/escape/terminal.ts";
import { escapeXml } from "../../../src/report/escape/xml.ts";

describe("terminal", () => {
  test.each([
    ["plain ASCII", "name: review-pr", "name: review-pr"],
    ["letters, wide characters and emoji stay", "für 审查 ✔\uFE0F 🚀", "für 审查 ✔\uFE0F 🚀"],
    ["an escape sequence is shown", "\u001B[31mred", "\\u{1B}[31mred"],
    ["a bidi override is shown", "a\u202Eb", "a\\u{202E}b"],
    ["a tag character is shown", "a\u{E0041}b", "a\\u{E0041}b"],
    ["a joiner is shown", "a\u200Db", "a\\u{200D}b"],
    ["line breaks and tabs are spaces", "a\r\n\tb\nc", "a b c"],
  ])("%s", (_, text, escaped) => {
    expect(terminal(text)).toBe(escaped);
  });

  test.each([
    ["a command", "::error::x", "\\u{3A}:error::x"],
    ["a command behind white space", "a\n \u00A0::error::x", "a\n \u00A0\\u{3A}:error::x"],
    ["an old command", "see ##[error]x", "see ##\\u{5B}error]x"],
    ["one of Azure Pipelines", "see ##vso[task.complete]x", "see ##vso\\u{5B}task.complete]x"],
    ["one of TeamCity", "###teamcity[buildStop]", "###teamcity\\u{5B}buildStop]"],
    ["headings with links", "## [x](y) ##1[x] #[x]", "## [x](y) ##1[x] #[x]"],
    ["colons inside a line", "std::vector :: x", "std::vector :: x"],
    ["one colon", ": x", ": x"],
  ])("guards lines against %s", (_, text, guarded) => {
    expect(guardLines(text)).toBe(guarded);
  });
});

test.each([
  ["data", "50%\r\n::x, y", "50%25%0D%0A::x, y", "50%25%0D%0A%3A%3Ax%2C y"],
  ["an encoded break stays text", "%0A", "%250A", "%250A"],
  ["a hidden character", "a\u200Bb", "a\\u{200B}b", "a\\u{200B}b"],
  ["an old command, for runners that do not know ours", "##[error]x", "##\\u{5B}error]x", "##\\u{5B}error]x"],
])("workflow command: %s", (_, text, data, property) => {
  expect(escapeData(text)).toBe(data);
  expect(escapeProperty(text)).toBe(property);
});

test.each([
  ["a", '"a"\n'],
  ["é 审", '"é 审"\n'],
  ["\u007F\u0085", '"\\u007f\\u0085"\n'],
  ["\u202E", '"\\u202e"\n'],
  ["\u{E0041}", '"\\udb40\\udc41"\n'],
  ["##[x]", '"##\\u005bx]"\n'],
  ["##vso[x]", '"##vso\\u005bx]"\n'],
  [{ "\u200B": ["\n"] }, '{\n  "\\u200b": [\n    "\\n"\n  ]\n}\n'],
])("JSON: %j", (value, text) => {
  expect(safeJson(value)).toBe(text);
  expect(JSON.parse(safeJson(value))).toEqual(value);
});

test.each([
  ["marks", `<a b="c">&'`, "&lt;a b=&quot;c&quot;&gt;&amp;&apos;"],
  ["the end of a CDATA section", "]]>", "]]&gt;"],
  ["white space keeps its value in an attribute", "a\n\tb", "a&#10;&#9;b"],
  ["what XML cannot hold", "\u0000\u001B\uFFFF", "\\u{0}\\u{1B}\\u{FFFF}"],
  ["workflow commands", "::x ##[y] ##vso[z]", "&#58;:x ##&#91;y] ##vso&#91;z]"],
])("XML: %s", (_, text, escaped) => {
  expect(escapeXml(text)).toBe(escaped);
});

test.each([
  ["prose", "Use review-pr, 50% of it.", "Use review-pr, 50% of it."],
  ["a table's column", "a|b", "a&#124;b"],
  ["lines", "a\nb\r\nc", "a b c"],
  [
    "markup",
    "*a* _b_ `c` [d](e) <f> & &amp;",
    "&#42;a&#42; &#95;b&#95; &#96;c&#96; &#91;d&#93;(e) &#60;f&#62; &#38; &#38;&#8203;amp;",
  ],
  ["a mention", "@octo/cat", "@&#8203;octo/cat"],
  ["a reference", "#12 GH-12 !3", "&#35;&#8203;12 GH&#8203;-12 !&#8203;3"],
  ["an address", "https://a.b", "https:&#8203;//a.b"],
  ["the start of a list", "- a", "&#45; a"],
  ["the start of a numbered list", "12. a", "12&#46; a"],
])("Markdown: %s", (_, text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test("Markdown code can be copied as it is", () => {
  expect(escapeCode("@scope/a_b|c#1")).toBe("<code>@scope/a&#95;b&#124;c&#35;1</code>");
  expect(escapeCode("www.a.example or a@b.example: http://c")).toBe(
    "<code>www<wbr>.a.example or a<wbr>@b.example: http:<wbr>//c</code>",
  );
});
