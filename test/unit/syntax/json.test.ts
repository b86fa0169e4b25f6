import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plain } from "../../../src/model/data.ts";
import { decode } from "../../../src/syntax/decode.ts";
import { parseJson } from "../../../src/syntax/json.ts";
import { slices } from "./slices.ts";

const STRICT = { comments: false };
const COMMENTS = { comments: true };

describe("positions", () => {
  const text = '{\n  "a 😀": [1, "é", true],\n  "b": {"c": null, "😀": {}}\n}\n';
  const expected = [
    ['"a 😀"', ["1", '"é"', "true"]],
    [
      '"b"',
      [
        ['"c"', "null"],
        ['"😀"', []],
      ],
    ],
  ];

  test.each([text, text.replaceAll("\n", "\r\n")])("%j", (json) => {
    const { data, problems } = parseJson(json, STRICT);
    expect(problems).toEqual([]);
    expect(slices(json, data)).toEqual(expected);
    expect(data?.range).toEqual({ start: 0, end: json.trimEnd().length });
  });

  test("behind a byte order mark", () => {
    const { source } = decode("a.json", new TextEncoder().encode(`\uFEFF${text}`));
    expect(slices(source.text, parseJson(source.text, STRICT).data)).toEqual(expected);
  });
});

describe("values", () => {
  test("are those of JSON.parse", () => {
    const same = fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const { data, problems } = parseJson(text, STRICT);
      expect(problems).toEqual([]);
      expect(data && JSON.stringify(plain(data))).toBe(JSON.stringify(value));
    });
    fc.assert(same, { seed: 1, numRuns: 500 });
  });

  test("a key may be __proto__", () => {
    const { data } = parseJson('{"__proto__": {"polluted": true}}', STRICT);
    expect(data && JSON.stringify(plain(data))).toBe('{"__proto__":{"polluted":true}}');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("comments and trailing commas, where they are allowed", () => {
    const { data, problems } = parseJson('// a\n{"b": [1, /* c */ 2,], // d\n}', COMMENTS);
    expect(problems).toEqual([]);
    expect(data && plain(data)).toEqual({ b: [1, 2] });
  });
});

describe("mistakes", () => {
  test.each([
    ['{"a": 1 "b": 2}', { a: 1, b: 2 }, "expected a comma before this", '"b"'],
    ['{"a" 1}', {}, "expected a colon and a value behind the key", "1"],
    ['{"a": 1,}', { a: 1 }, "remove the comma before this }", "}"],
    ["[1,\r\n]", [1], "remove the comma before this ]", "]"],
    ["[1,,2]", [1, 2], "a value is missing here", ","],
    ['{"a": }', {}, "a value is missing here", "}"],
    ['{"a": 1', { a: 1 }, "unexpected end of file; a } is missing", ""],
    ['{"a": [1', { a: [1] }, "unexpected end of file; a ] is missing", ""],
    ["{a: 1}", {}, "put the key a in double quotes", "a"],
    ["{'a': 1}", {}, "JSON strings stand in double quotes, not in single ones", "'a'"],
    ['{"a": True}', {}, "True is no JSON; expected true, false, null, a number, or a string in double quotes", "True"],
    ['{"a": 1}}', { a: 1 }, "the JSON has ended before this; remove the rest", "}"],
    ["[1}]", [1], "this } closes nothing; close what is open first", "}"],
    ['["a\\d"]', ["a"], "this string holds a single backslash; write it as \\\\", '"a\\d"'],
    ['["a\tb"]', ["a\tb"], "this string holds a control character; write a tab as \\t", '"a\tb"'],
    ['// c\n{"a": 1}', { a: 1 }, "JSON has no comments; remove this one", "// c"],
    ['{"a": 1 /* c */}', { a: 1 }, "JSON has no comments; remove this one", "/* c */"],
  ])("%j", (text, value, message, at) => {
    const { data, problems } = parseJson(text, STRICT);
    expect(data && plain(data)).toEqual(value);
    expect(problems.map((problem) => [problem.code, problem.message])).toEqual([["syntax", message]]);
    expect(problems.map(({ range }) => text.slice(range?.start, range?.end))).toEqual([at]);
  });

  test("comments are one problem, and hide no other", () => {
    const { problems } = parseJson('{\n// a\n// b\n// c\n// d\n// e\n// f\n"a" 1}', STRICT);
    expect(problems.map(({ message }) => message)).toEqual([
      "JSON has no comments; remove this one and 5 more",
      "expected a colon and a value behind the key",
    ]);
    expect(parseJson("// a\n[] // b", STRICT).problems).toMatchObject([
      { message: "JSON has no comments; remove this one and one more", range: { start: 0, end: 4 } },
    ]);
  });

  test.each(["", " \n"])("nothing at all: %j", (text) => {
    const { data, problems } = parseJson(text, COMMENTS);
    expect(data).toBeUndefined();
    expect(problems).toMatchObject([{ code: "syntax", message: "the file is empty; it needs at least {}" }]);
  });

  test("a key that stands twice is said where it stands again", () => {
    const { data, problems } = parseJson('{"a": 1, "b": {"a": 2}, "a": 3}', STRICT);
    expect(data && plain(data)).toEqual({ a: 3, b: { a: 2 } });
    expect(problems).toEqual([
      { code: "duplicate-key", message: 'the key "a" stands twice; remove one', range: { start: 24, end: 27 } },
    ]);
  });

  test("of one line are one problem, and of a file five", () => {
    expect(parseJson('{"a" "b" "c"\n}', STRICT).problems).toHaveLength(1);
    expect(parseJson(`[${"1 1\n".repeat(20)}]`, STRICT).problems).toHaveLength(5);
    expect(parseJson(`{${'"a":1,'.repeat(20)}"b":1}`, STRICT).problems).toHaveLength(5);
  });
});
