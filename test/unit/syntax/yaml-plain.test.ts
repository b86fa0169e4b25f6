import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeYaml } from "../../../src/syntax/yaml-document.ts";
import { readPlainYaml } from "../../../src/syntax/yaml-plain.ts";
import { growTree } from "../../../src/syntax/yaml-tree.ts";

const OFFSET = 7;
/** What the full parser makes of a text. */
function readFully(text: string) {
  const { contents, problem } = composeYaml(text);
  return problem || !contents ? { problems: [problem] } : growTree(contents, text, OFFSET);
}

const VALUES = fc.constantFrom(
  ..."|x|x y |\"q r\"|'it''s'|[a, b]|[]|[ ]|[\"x\", y , 1]|[a b, c d ]|[a]  # c|1|1.50|1.0.0|.5|0o7|1 2|true|No".split(
    "|",
  ),
  ...'Null|~|x # c|"q" # c|x#c|# c|http://a.b:80/|é 😀|.claude/x|a, b|x\'y|x "y"|a [b]|x &y *z'.split("|"),
  ...'\u00A0|a\u2028b|\u3000x\u3000|"\\n\\u0041\\\\"'.split("|"),
);
const BLOCKS = fc.record({
  header: fc.constantFrom("|", ">", "|-", ">-"),
  lines: fc.array(fc.constantFrom("x", "x: y", "- a", "# no", "  deeper", "", '"q', "x  ", "é"), {
    minLength: 1,
    maxLength: 4,
  }),
  width: fc.constantFrom(1, 2, 4),
});
const BRACKETS = fc.record({
  items: fc.array(fc.constantFrom("x", "a b", '"q r"', "'it''s'", "1", "y", "[a]", "x # c", "- x"), { maxLength: 3 }),
  isBelow: fc.boolean(),
  between: fc.constantFrom("", " ", "\n", "\n\n"),
  end: fc.constantFrom("", "", "", ",", " # c", "\n]"),
  width: fc.constantFrom(0, 1, 2, 4),
});
const KEYS = fc.constantFrom("a", "b", "c", "d-e", "_f", "__proto__", "true");
const NOISE = fc.constantFrom("", "", "", "", "\n", "# c\n", "   # c\n", "  \n");

/** Prints a block at a column, or a value behind the colon or dash of a block that stands at a column. */
type Print = (column: number) => string;
const spaces = (count: number): string => " ".repeat(count);

const { map } = fc.letrec<{ value: Print; map: Print; list: Print }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    VALUES.map(
      (value): Print =>
        () =>
          ` ${value}`,
    ),
    BLOCKS.map(
      ({ header, lines, width }): Print =>
        (column) =>
          [` ${header}`, ...lines.map((line) => (line === "" ? "" : spaces(column + width) + line))].join("\n"),
    ),
    BRACKETS.map(({ items, isBelow, between, end, width }): Print => (column) => {
      const gap = between.includes("\n") ? between + spaces(column + width) : between;
      const opened = isBelow ? `\n${spaces(column + width)}[` : " [";
      return `${opened}${items.map((item) => gap + item).join(",")}${end}${gap}]`;
    }),
    fc.tuple(tie("map"), fc.constantFrom(1, 2, 4)).map(
      ([print, width]): Print =>
        (column) =>
          `\n${print(column + width)}`,
    ),
    fc.tuple(tie("list"), fc.constantFrom(0, 2)).map(
      ([print, width]): Print =>
        (column) =>
          `\n${print(column + width)}`,
    ),
  ),
  map: fc
    .uniqueArray(fc.tuple(KEYS, tie("value"), NOISE), { minLength: 1, maxLength: 4, selector: ([key]) => key })
    .map(
      (entries): Print =>
        (column) =>
          entries.map(([key, value, noise]) => `${noise}${spaces(column)}${key}:${value(column)}`).join("\n"),
    ),
  list: fc
    .array(
      fc.oneof(
        tie("value"),
        tie("map").map(
          (print): Print =>
            (column) =>
              ` ${print(column + 2).trimStart()}`,
        ),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map(
      (items): Print =>
        (column) =>
          items.map((item) => `${spaces(column)}-${item(column)}`).join("\n"),
    ),
}));
const TEXTS = fc.tuple(map, fc.constantFrom("\n", "\r\n")).map(([print, ending]) => print(0).replaceAll("\n", ending));

describe("the short way through plain YAML", () => {
  test("has the tree and the ranges of the full parser", () => {
    let read = 0;
    const same = fc.property(TEXTS, (text) => {
      const data = readPlainYaml(text, OFFSET);
      if (!data) return;
      read += 1;
      expect({ data, problems: [] }).toEqual(readFully(text));
    });
    fc.assert(same, { seed: 4, numRuns: 5000 });
    expect(read).toBeGreaterThan(1000);
  });

  test.each([
    "a:\n  [ x, 'y' ]\n",
    "a:\n  [\n    x,\n    y,\n  ]\nb: 1\n",
    "a: [\r\n  x,\r\n\r\n  y ]\r\nb: 1\r\n",
    "k:\n  - a: [x,\n      y]\n",
  ])("reads lists in brackets on lines of their own: %j", (text) => {
    expect({ data: readPlainYaml(text, OFFSET), problems: [] }).toEqual(readFully(text));
  });

  test.each([
    ["a mistake", "a: b: c\n"],
    ["a key that stands twice", "a: 1\na: 2\n"],
    ["a text over several lines", "a: b\n  c\n"],
    ["an open quote", 'a: "b\n'],
    ["an anchor", "a: &x b\n"],
    ["a tag", "a: !!str 1\n"],
    ["an alias", "a: *x\n"],
    ["brackets that close at their key's column", "a: [\n  x\n]\n"],
    ["a comment in brackets", "a: [\n  x, # c\n  y ]\n"],
    ["a text over lines in brackets", "a: [x\n  y]\n"],
    ["a map in braces", "a: {b: 1}\n"],
    ["a tab", "a:\tb\n"],
    ["a second document", "a: 1\n---\nb: 1\n"],
    ["a list at the top", "- a\n"],
    ["a scalar at the top", "a\n"],
    ["a number in a rare spelling", "a: 0x1F\n"],
    ["indentation that does not fit", "a:\n  b: 1\n c: 2\n"],
    ["nesting", Array.from({ length: 20 }, (_, at) => `${" ".repeat(at)}a:\n`).join("")],
    ["a long text", `a: ${"x".repeat(70_000)}\n`],
    ["nothing", "\n"],
  ])("leaves to the full parser: %s", (_name, text) => {
    expect(readPlainYaml(text, 0)).toBeUndefined();
  });
});
