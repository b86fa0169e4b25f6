import { describe, expect, test } from "vitest";
import type { ProblemCode } from "../../../src/model/problem.ts";
import { parseCsv } from "../../../src/syntax/csv.ts";
import { parseJson } from "../../../src/syntax/json.ts";
import { parseMarkdown } from "../../../src/syntax/markdown.ts";
import { parseToml } from "../../../src/syntax/toml.ts";
import { parseYaml } from "../../../src/syntax/yaml.ts";

/** As much of a piece as makes so many characters. */
const fill = (piece: string, length: number): string => piece.repeat(Math.floor(length / piece.length));
const count = (times: number, piece: (at: number) => string): string =>
  Array.from({ length: times }, (_, at) => piece(at)).join("");
/** Far from any quadratic behaviour that ends before the test's time is up. */
const MUCH = 200_000;

type Case = readonly [name: string, text: () => string, code?: ProblemCode];
const named = (cases: readonly Case[]) => cases.map(([name, text, code]) => ({ name, text, code }));
const outlineOf = (text: string) => parseMarkdown(text, { start: 0, end: text.length });

describe("YAML", () => {
  const cases: readonly Case[] = [
    ["300,000 [", () => "[".repeat(300_000), "too-deep"],
    ["300,000 {", () => fill("{a: ", 300_000), "too-deep"],
    ["brackets that comments seem to close", () => fill("[ # ]]]]\n", MUCH), "too-deep"],
    ["indentation, level by level", () => count(2000, (at) => `${" ".repeat(at)}a:\n`), "too-deep"],
    ["- - -", () => fill("- ", MUCH), "too-deep"],
    ["? ? ?", () => fill("? ", MUCH), "too-deep"],
    [": : :", () => fill(": ", MUCH), "too-deep"],
    ["many keys", () => count(10_000, (at) => `k${at}: v\n`)],
    ["one key many times", () => fill("k: v\n", 50_000), "duplicate-key"],
    ["more tokens than are read", () => fill("k: v\n", 1_000_000), "too-large"],
    ["many anchors", () => count(10_000, (at) => `- &a${at} x\n`)],
    ["anchors in a row", () => fill("&a ", MUCH), "syntax"],
    ["commas", () => `[${",".repeat(100_000)}`, "syntax"],
    ["a long scalar", () => `a: ${fill("x ", 1_000_000)}`],
    ["a long scalar on many lines", () => `a: ${fill("xxxx\n  ", 1_000_000)}`],
    ["a long quoted scalar", () => `a: "${fill("x\\n", 1_000_000)}"`],
    ["quotes that do not close", () => fill('k: "\n', 50_000), "syntax"],
    ["a huge list in brackets", () => `[${fill("a,", 100_000)}]`],
    ["a huge map in braces", () => `{${count(10_000, (at) => `k${at}: 1,`)}}`],
    ["blank lines in front of comments", () => `a:\n  b: 1\n${fill("\n", 100_000)}${fill("   #\n", MUCH)}`],
    ["many documents", () => fill("---\n", MUCH), "syntax"],
    ["many directives", () => `${count(20_000, (at) => `%TAG !a${at}! x\n`)}---\na`],
    [
      "a chain of aliases",
      () => count(5000, (at) => (at === 0 ? "- &a0 [x]\n" : `- &a${at} [*a${at - 1}]\n`)),
      "aliases",
    ],
    ["nothing but spaces", () => fill(" ", 1_000_000)],
    ["bare returns", () => fill("\r", 1_000_000), "too-large"],
  ];
  test.each(named(cases))("$name", ({ text, code }) => {
    expect(parseYaml(text()).problems[0]?.code).toBe(code);
  });
});

describe("JSON", () => {
  const cases: readonly Case[] = [
    ["300,000 [", () => "[".repeat(300_000), "too-deep"],
    ["300,000 maps", () => '{"a":'.repeat(300_000), "too-deep"],
    ["brackets in a string", () => `["${"[".repeat(300_000)}"]`],
    ["as deep as is read", () => "[".repeat(100) + "]".repeat(100)],
    ["a huge list", () => `[${fill("[],", 1_000_000)}1]`],
    ["many keys", () => `{${count(200_000, (at) => `"k${at}":1,`)}"k":1}`],
    ["one key many times", () => `{${fill('"a":1,', 1_000_000)}"b":1}`, "duplicate-key"],
    ["commas", () => `[${fill(",", 1_000_000)}`, "syntax"],
    ["a mistake on every line", () => fill("1 1\n", 1_000_000), "syntax"],
    ["quotes that do not close", () => fill('"\n', 1_000_000), "syntax"],
    ["comments that do not close", () => fill("/*", 1_000_000), "syntax"],
    ["a long number", () => fill("9", 1_000_000)],
  ];
  test.each(named(cases))("$name", ({ text, code }) => {
    expect(parseJson(text(), { comments: false }).problems[0]?.code).toBe(code);
  });
});

describe("TOML", () => {
  const cases: readonly Case[] = [
    ["[ without end", () => `a=${"[".repeat(300_000)}`, "syntax"],
    ["[ and ]", () => `a=${"[".repeat(100_000)}${"]".repeat(100_000)}`, "too-deep"],
    ["dotted keys", () => `${fill("a.", 300_000)}b = 1`, "too-deep"],
    ["a dotted table", () => `[${fill("a.", 300_000)}b]`, "too-deep"],
    ["maps", () => fill("a={", 300_000), "syntax"],
    ["more than is read", () => fill("#\n", 600_000), "too-large"],
    ["a very long string", () => `a = "${"x".repeat(300_000)}"`, "too-large"],
    ["a very long text in lines", () => `a = """\n${fill("It's so.\n", 300_000)}"""\n`, "too-large"],
    ["many keys", () => count(20_000, (at) => `k${at} = 1\n`)],
    ["many tables", () => count(20_000, (at) => `[t${at}]\n`)],
    ["an array of many tables", () => fill("[[a]]\n", 200_000)],
  ];
  test.each(named(cases))("$name", ({ text, code }) => {
    expect(parseToml(text()).problems[0]?.code).toBe(code);
  });
});

describe("CSV", () => {
  const cases: readonly Case[] = [
    ["as many fields as are read", () => fill(",", 99_000)],
    ["more fields than are read", () => fill(",", 1_000_000), "too-large"],
    ["one field", () => fill("x", 1_000_000)],
    ["one field in astral characters", () => fill("😀", 1_000_000)],
    ["a quote that does not close", () => `"${fill("x", 1_000_000)}`, "syntax"],
    ["quotes", () => fill('" ', 1_000_000), "syntax"],
    ["comments in front of a quote that does not close", () => `${fill("#\n", 150_000)}"`, "syntax"],
  ];
  test.each(named(cases))("$name", ({ text, code }) => {
    expect(parseCsv(text()).problems[0]?.code).toBe(code);
  });
});

describe("Markdown", () => {
  test.each([
    ["100,000 >", ">".repeat(100_000), "too-deep"],
    ["lists, level by level", count(500, (at) => `${" ".repeat(2 * at)}- a\n`), "too-deep"],
    ["lists in one line", `${fill("1. ", MUCH)}a`, "too-deep"],
    ["blank lines in a deep list", `${count(40, (at) => `${" ".repeat(2 * at)}- a\n`)}${fill("\n", MUCH)}`, "too-deep"],
    ["backticks that open no fence", `${"`".repeat(300_000)}a\``, "too-deep"],
    ["more than is read", fill("a\n", 1_100_000), "too-large"],
  ])("not read: %s", (_name, text, code) => {
    expect(outlineOf(`# A\n\n${text}`)).toMatchObject({ headings: [], problem: { code } });
  });

  test("what is not read is known by the line that is too deep", () => {
    const text = `a\n${">".repeat(1000)}\nb`;
    expect(parseMarkdown(text, { start: 2, end: text.length }).problem?.range).toEqual({ start: 2, end: 1002 });
  });

  test.each([
    ["300,000 [", "[".repeat(300_000)],
    ["300,000 *", "*".repeat(300_000)],
    ["* and _", fill("_a *b ", MUCH)],
    ["emphasis in emphasis", fill("*a **a ", MUCH / 2) + fill("b** b* ", MUCH / 2)],
    ["images in images", fill("![", MUCH / 2) + fill("](x)", MUCH / 2)],
    ["[ in front of links", fill("[", MUCH / 2) + fill("[a](b)", MUCH / 2)],
    ["* in front of links", fill("*a ", MUCH / 2) + fill("[a](b)", MUCH / 2)],
    ["destinations that do not end", fill("[a](", MUCH)],
    ["titles that do not end", fill('[a](b "', MUCH)],
    ["escapes in a title, which double the time", `[a](b "${"\\!".repeat(1000)}`],
    ["escapes in the title of a definition", `[a]: b "${"\\!".repeat(1000)}`],
    ["definitions", count(30_000, (at) => `[r${at}]: u\n`)],
    ["backticks in runs of many lengths", count(20_000, (at) => `${"`".repeat((at % 99) + 1)}a`)],
    ["comments that do not end", `a ${fill("<!--", MUCH)}`],
    ["instructions that do not end", `a ${fill("<?", MUCH)}`],
    ["declarations that do not end", `a ${fill("<!A ", MUCH)}`],
    ["attributes that do not end", `a ${fill('<a b="', MUCH)}`],
    ["spaces in a heading", `# a${fill(" ", MUCH)}b`],
    ["spaces in a line", `a${fill(" ", MUCH)}b \nc`],
    ["spaces in a tag", `a <a${fill(" ", MUCH)}b`],
    ["blank lines in a list", `${count(20, (at) => `${" ".repeat(2 * at)}- a\n`)}${fill("\n", 100_000)}`],
    ["- - -", fill("- ", MUCH)],
    ["blank lines", fill("\n", MUCH)],
    ["lines", fill("a\n", MUCH)],
    ["list items", fill("- a\n", MUCH)],
    ["fences", fill("```\n", MUCH)],
  ])("read: %s", (_name, text) => {
    expect(outlineOf(`${text}\n\n# End\n`).problem).toBeUndefined();
  });

  test("a hostile text leaves nothing behind for the next one", () => {
    outlineOf(`${">".repeat(1000)}\`\`\``);
    outlineOf(fill("[", 1000));
    expect(outlineOf("[a](b) `c`")).toMatchObject({
      links: [{ destination: "b", range: { start: 0, end: 6 } }],
      codeSpans: [{ content: "c", range: { start: 7, end: 10 } }],
    });
  });
});
