import { describe, expect, test } from "vitest";
import { entryOf, plain, valueAt } from "../../../src/model/data.ts";
import { decode } from "../../../src/syntax/decode.ts";
import { parseYaml } from "../../../src/syntax/yaml.ts";
import { slices } from "./slices.ts";

const valueOf = (text: string): unknown => {
  const { data, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  return data && plain(data);
};
const problemsOf = (text: string) =>
  parseYaml(text).problems.map(({ code, range }) => [code, range?.start, range?.end]);

describe("positions", () => {
  const text = "name: 😀 x # c\nlist:\n  - \"é\"\n  -   2\nmap: {a: [true, '😀'] }\nblock: |\n  é 😀\n\nlast:\n";
  const expected = [
    ["name", "😀 x"],
    ["list", ['"é"', "2"]],
    ["map", [["a", ["true", "'😀'"]]]],
    ["block", "|\n  é 😀"],
    ["last", ""],
  ];

  test("with LF", () => {
    expect(slices(text, parseYaml(text).data)).toEqual(expected);
  });

  test("with CRLF", () => {
    const windows = text.replaceAll("\n", "\r\n");
    expect(slices(windows, parseYaml(windows).data)).toEqual(expected.with(3, ["block", "|\r\n  é 😀"]));
  });

  test("behind other text", () => {
    const source = `---\n😀\n${text}`;
    expect(slices(source, parseYaml(text, source.length - text.length).data)).toEqual(expected);
  });

  test("behind a byte order mark", () => {
    const { source } = decode("a.yaml", new TextEncoder().encode(`\uFEFF${text}`));
    expect(slices(source.text, parseYaml(source.text).data)).toEqual(expected);
  });

  test.each([
    ["a: 1\nb:\n  c: x\n\n# end\n", "a: 1\nb:\n  c: x"],
    ["a: {b: 1}\n\n", "a: {b: 1}"],
    ["- a\n- b: |\n    x\n\n", "- a\n- b: |\n    x"],
    ["a: &x {b: 1}\nc: *x\n\n", "a: &x {b: 1}\nc: *x"],
  ])("a collection ends with its last value: %j", (yaml, expectedText) => {
    const { start = 0, end = 0 } = parseYaml(yaml).data?.range ?? {};
    expect(yaml.slice(start, end)).toBe(expectedText);
  });

  test("of problems count from the source as well", () => {
    expect(parseYaml("a: 1\nb: @", 100).problems).toMatchObject([{ range: { start: 108, end: 109 } }]);
    expect(parseYaml("a: 1\na: 2", 100).problems).toMatchObject([{ range: { start: 105, end: 106 } }]);
  });
});

describe("values", () => {
  test.each([
    ["empty", "", undefined],
    ["only comments", "# a\n\n  # b\n", undefined],
    ["only a document start", "---\n", undefined],
    [
      "the core schema",
      "[1, 0x1F, 0o17, 1.5e3, true, False, null, ~, yes, 1_000, 2024-01-31, '1']",
      [1, 31, 15, 1500, true, false, null, null, "yes", "1_000", "2024-01-31", "1"],
    ],
    [
      "merge keys, beside what they bring in",
      "a: &x {b: 1}\nc:\n  <<: *x\n",
      { a: { b: 1 }, c: { "<<": { b: 1 }, b: 1 } },
    ],
    ["a merge that brings in nothing anew", "a: &x {b: 1}\nb: 2\n<<: [*x]\n", { a: { b: 1 }, b: 2, "<<": [{ b: 1 }] }],
    ["an alias as a key", "a: &x b\n*x : 1\n", { a: "b", b: 1 }],
    ["an anchor at a key", "&x a: 1\nb: *x\n", { a: 1, b: "a" }],
    ["a bare return, which ends a line", "a: 1\rb: 2 # x\rc: 3\n", { a: 1, b: 2, c: 3 }],
    ["unknown tags", "a: !foo bar\nb: !!binary aGk=\n", { a: "bar", b: "aGk=" }],
    [
      "keys that are no strings, by their source",
      "1.0: a\ntrue: b\n? [x, y]\n: c\n",
      { "1.0": "a", true: "b", "[x, y]": "c" },
    ],
    ["keys without a value", "a:\n? b\nc: {d}\n", { a: null, b: null, c: { d: null } }],
    ["an explicit document", "%YAML 1.2\n---\na: 1\n...\n", { a: 1 }],
    ["folded and literal text", "a: >-\n  x\n  y\n\n  z\nb: |\n  x\n   y\n", { a: "x y\nz", b: "x\n y\n" }],
    ["escapes", "a: \"\\u0041\\n\\x42\\\\\"\nb: 'it''s'\n", { a: "A\nB\\", b: "it's" }],
  ])("%s", (_name, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test.each(["__proto__:\n  polluted: yes\n", "{__proto__: {polluted: yes}}"])("a key may be __proto__: %j", (text) => {
    const { data } = parseYaml(text);
    expect(entryOf(data, "__proto__")?.value.kind).toBe("map");
    expect(data && Object.keys(Object(plain(data)))).toEqual(["__proto__"]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("an alias is the object of its anchor", () => {
    const { data } = parseYaml("a: &x [1]\nb: *x\n");
    expect(valueAt(data, "b")).toBe(valueAt(data, "a"));
  });

  test("an alias means the last anchor of its name above it", () => {
    expect(valueOf("- &x 1\n- *x\n- &x 2\n- *x\n")).toEqual([1, 1, 2, 2]);
  });
});

describe("mistakes", () => {
  test.each([
    ["a: b: c\n", "a value cannot contain a colon and a space; put the whole value in quotes", "b"],
    ["a:\n\tb: 1\n", "a tab cannot indent YAML; use spaces", "\t"],
    ['a: "x\nb: 1\n', 'a closing " is missing', ""],
    ["a: [1, 2\nb: 3\n", "a closing ] is missing", "b"],
    ["a: [1]]\n", "there is a ] too many; remove it, or put the whole value in quotes", "]"],
    ["a: @foo\n", "a value cannot start with @; put the whole value in quotes", "@"],
    [
      "a: *.ts,*.js\n",
      "a value that starts with * means something else in YAML; put the whole value in quotes",
      ",*.js",
    ],
    ["a: *\n", "a value that starts with * means something else in YAML; put the whole value in quotes", "*"],
    ['a: "b" c\n', "text follows a value that has already ended; put the whole value in quotes", "c"],
    ['a: "\\d"\n', "\\d means nothing in double quotes; double the backslash, or use single quotes", "\\"],
    ["a: 1\nb\n", "this is no `key: value`; add the colon, or indent the line if it continues the value above", "b"],
    ["a: 1\n  b: 2\n", "an indented key cannot follow a value; remove the value or the indentation", "1"],
    ["a:\n    b: 1\n  c: 2\n", "the keys of one map must be indented alike", " "],
    ["a: - b\n", "a list starts on the line below its key; move it there", "-"],
    ["a: > text\n", "nothing may follow | or > on its line; start the text on the next line", "text"],
    [
      "a: 1\n---\nb: 2\n",
      "a second document starts here, and clients read only one; remove the --- or ... above it",
      "---",
    ],
  ])("%j", (text, message, at) => {
    const { data, problems } = parseYaml(text);
    expect(data).toBeUndefined();
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(problems.map(({ code, range }) => [code, text.slice(range?.start, range?.end)])).toEqual([["syntax", at]]);
  });

  test("a key that stands twice is said where it stands again, and stays in the tree", () => {
    const { data, problems } = parseYaml('a: 1\n"a": 2\nb: {c: 1, d: 2, c: 3}\n');
    expect(problems.map(({ code, range }) => [code, range?.start, range?.end])).toEqual([
      ["duplicate-key", 5, 8],
      ["duplicate-key", 28, 29],
    ]);
    expect(data?.kind === "map" && data.entries.map(({ key }) => key)).toEqual(["a", "a", "b"]);
    expect(data && plain(data)).toEqual({ a: 2, b: { c: 3, d: 2 } });
  });

  test("an alias of nothing is said, and kept as the text that it was meant to be", () => {
    const { data, problems } = parseYaml("globs: *.ts\n");
    expect(problems).toMatchObject([{ code: "syntax", range: { start: 7, end: 11 } }]);
    expect(data && plain(data)).toEqual({ globs: "*.ts" });
  });

  test("an alias inside its own anchor", () => {
    expect(problemsOf("a: &a\n  b: *a\n")).toEqual([["aliases", 11, 13]]);
    expect(problemsOf("- &a 1\n- &a [*a]\n")).toEqual([["aliases", 13, 15]]);
  });

  test("aliases that stand for very much", () => {
    const bomb = Array.from(
      { length: 2000 },
      (_, at) => `a${at}: &a${at} [${at === 0 ? "x" : `*a${at - 1}, *a${at - 1}`}]\n`,
    );
    const { data, problems } = parseYaml(bomb.join(""));
    expect(data).toBeUndefined();
    expect(problems).toMatchObject([{ code: "aliases", message: expect.stringContaining("10000") }]);
  });

  test("as many aliases as anybody writes", () => {
    const { data, problems } = parseYaml(`- &x {a: 1, b: 2}\n${"- *x\n".repeat(3000)}`);
    expect(problems).toEqual([]);
    expect(data?.kind === "list" && data.items.length).toBe(3001);
  });

  test("a name of an anchor does not flood its message", () => {
    const [problem] = parseYaml(`a: *${"x".repeat(100_000)}`).problems;
    expect(problem?.message.length).toBeLessThan(200);
  });
});
