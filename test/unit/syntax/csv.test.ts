import { describe, expect, test } from "vitest";
import { decode } from "../../../src/syntax/decode.ts";
import { parseCsv } from "../../../src/syntax/csv.ts";

const cut = (text: string) =>
  parseCsv(text).records.map((record) => record.map(({ value, range }) => [value, text.slice(range.start, range.end)]));

describe("records", () => {
  test.each([
    [
      "LF",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "CRLF",
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "no line ending at the end",
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["any number of fields", "a\n1,2,3\n,\n", [["a"], ["1", "2", "3"], ["", ""]]],
    ["empty lines and comments", '# x, "y"\n\na\r\n\r\n# z\nb#c\n\n', [["a"], ["b#c"]]],
    ["spaces, which belong to the fields", " a , b \n", [[" a ", " b "]]],
    [
      "astral characters",
      "é,😀\n😀é,x\n",
      [
        ["é", "😀"],
        ["😀é", "x"],
      ],
    ],
    ["nothing", "", []],
  ])("%s", (_name, text, records) => {
    expect(parseCsv(text).problems).toEqual([]);
    expect(cut(text)).toEqual(records.map((record) => record.map((value) => [value, value])));
  });

  test("quoted fields reach from quote to quote", () => {
    const text = 'a,"b ""c"" 😀,d",""\r\n"e\r\nf","""",g\r\n';
    expect(cut(text)).toEqual([
      [
        ["a", "a"],
        ['b "c" 😀,d', '"b ""c"" 😀,d"'],
        ["", '""'],
      ],
      [
        ["e\r\nf", '"e\r\nf"'],
        ['"', '""""'],
        ["g", "g"],
      ],
    ]);
    expect(
      parseCsv(text)
        .records.flat()
        .map(({ quoted }) => quoted),
    ).toEqual([false, true, true, true, true, false]);
  });

  test("behind a byte order mark", () => {
    const { source } = decode("a.csv", new TextEncoder().encode('\uFEFF"a",b\n'));
    expect(cut(source.text)).toEqual([
      [
        ["a", '"a"'],
        ["b", "b"],
      ],
    ]);
  });

  test("a header may be called __proto__", () => {
    expect(cut("__proto__\nx\n")).toEqual([[["__proto__", "__proto__"]], [["x", "x"]]]);
  });
});

describe("mistakes", () => {
  test.each([
    ['a,b\n1,"open\n2,3\n', [["a", "b"]], "never closed", '"open'],
    ['a\n\n# "x"\r\n"open', [["a"]], "never closed", '"open'],
    ['a,b\n1,"x"y\n', [["a", "b"]], "must be doubled", '"x"y'],
    ['é,b\n😀,x"y\n', [["é", "b"]], "put the field in quotes", 'x"y'],
  ])("%j", (text, records, message, at) => {
    expect(parseCsv(text).records.map((record) => record.map(({ value }) => value))).toEqual(records);
    const { problems } = parseCsv(text);
    expect(problems).toMatchObject([{ code: "syntax", message: expect.stringContaining(message) }]);
    expect(problems.map(({ range }) => text.slice(range?.start, range?.end))).toEqual([at]);
  });
});
