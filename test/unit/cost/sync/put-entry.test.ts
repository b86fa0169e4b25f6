import { describe, expect, test } from "vitest";
import { putEntry } from "../../../../src/cost/sync/put-entry.ts";

const put = (text: string, path: string, value: Parameters<typeof putEntry>[2]) =>
  putEntry(text, path.split("."), value);

describe("an entry is written, and nothing else", () => {
  test.each<[string, string, string, Parameters<typeof putEntry>[2], string]>([
    [
      "as the last one of lines, before the comment of what follows",
      "a:\n  b:\n    c: 1 # one\n\n  # of d\n  d: { e: 2 }\n",
      "a.b.f",
      { low: 1, expected: 2, high: 3 },
      "a:\n  b:\n    c: 1 # one\n    f: { low: 1, expected: 2, high: 3 }\n\n  # of d\n  d: { e: 2 }\n",
    ],
    ["in a line", "a: { b: { c: 1 } } # x\n", "a.b.f", { g: 5 }, "a: { b: { c: 1, f: { g: 5 } } } # x\n"],
    ["in an empty map", "a: {} # x\n", "a.f", "word", "a: { f: word } # x\n"],
    ["behind a comma that stands there", "a: { b: 1, }\n", "a.f", 2, "a: { b: 1, f: 2 }\n"],
    [
      "in the place of what was there",
      "a:\n  f: # ours\n    g: 1\n    h: 2\n  i: 3 # theirs\n",
      "a.f",
      { g: 4 },
      "a:\n  f: { g: 4 }\n  i: 3 # theirs\n",
    ],
    [
      "in the place of what was there, in a line",
      "a: { f: { g: 1 }, i: 3 }\n",
      "a.f",
      { g: 4 },
      "a: { f: { g: 4 }, i: 3 }\n",
    ],
    ["at the end of a text without a last newline", "a:\n  b: 1", "a.c", 2, "a:\n  b: 1\n  c: 2"],
    [
      "with the text's own newlines",
      "a:\r\n  b: 1 # x\r\nc: 2\r\n",
      "a.d",
      3,
      "a:\r\n  b: 1 # x\r\n  d: 3\r\nc: 2\r\n",
    ],
    ["to a text of comments alone", "# about\n", "a", { b: "x" }, "# about\na:\n  b: x\n"],
    [
      "with its name in quotes where YAML would take it for something else",
      "a:\n  b: 1\n",
      "a.no",
      "1e3",
      'a:\n  b: 1\n  "no": "1e3"\n',
    ],
  ])("%s", (_, text, path, value, wanted) => {
    expect(put(text, path, value)).toBe(wanted);
  });
});

test("what would change other parts is not written", () => {
  expect(put("a: &one\n  b: 1\nc: *one\n", "c.d", 2)).toBeUndefined();
  expect(put("a: &one\n  b: 1\nc: *one\n", "a.d", 2)).toBeUndefined();
  expect(put("a: [\n", "a.d", 2)).toBeUndefined();
  expect(put("a: 1\n", "a.d", 2)).toBeUndefined();
  // It has no keys of its own beside which another one could stand.
  expect(put("x: { <<: &m { b: 1 } }\ny:\n  <<: *m\n", "y.d", 2)).toBeUndefined();
});
