import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DataNode } from "../../../src/model/data.ts";
import type { Range } from "../../../src/model/source.ts";
import { parseCsv } from "../../../src/syntax/csv.ts";
import { parseJson } from "../../../src/syntax/json.ts";
import { parseToml } from "../../../src/syntax/toml.ts";
import { parseYaml } from "../../../src/syntax/yaml.ts";
import { rangesOf } from "./slices.ts";

const PIECES = fc.constantFrom(
  ..."a|b c|é|😀|a: |b: |- |? |: |  |    |\t|\n|\n|\n|\r\n|\r|# x|\"|'|[|]|{|}|,|*x|&x |!t |>|>-|1|true|~|---\n|...\n|%|@|`|<<: |=|a = |[a]\n|[[b]]\n|a.b = |//|/*|*/|\\|\\u00|__proto__|\0|\uFEFF|\u2028|null|-1.5e3|2024-01-31|\"\"\"|'''".split(
    "|",
  ),
  "|",
  "|\n",
);
const TEXTS = fc.array(PIECES, { maxLength: 20 }).map((pieces) => pieces.join(""));

function expectInside(text: string, offset: number, ranges: Iterable<Range | undefined>): void {
  for (const range of ranges) {
    const { start, end } = range ?? { start: offset, end: offset };
    expect([start >= offset, start <= end, end <= offset + text.length]).toEqual([true, true, true]);
  }
}

describe("for any text, no parser throws, and all ranges are inside", () => {
  const parsers = {
    yaml: (text: string) => parseYaml(text, 5),
    json: (text: string) => parseJson(text, { comments: false }),
    jsonc: (text: string) => parseJson(text, { comments: true }),
    toml: (text: string) => parseToml(text),
  };
  test.each(Object.entries(parsers))("%s", (name, parse) => {
    const inside = fc.property(TEXTS, (text) => {
      const { data, problems } = parse(text);
      const ranges = [...(data ? rangesOf(data) : []), ...problems.map(({ range }) => range)];
      expectInside(text, name === "yaml" ? 5 : 0, ranges);
    });
    fc.assert(inside, { seed: 5, numRuns: 3000 });
  });

  test("csv", () => {
    const inside = fc.property(TEXTS, (text) => {
      const { records, problems } = parseCsv(text);
      expectInside(
        text,
        0,
        [...records.flat(), ...problems].map(({ range }) => range),
      );
      for (const { value, quoted, range } of records.flat()) {
        if (!quoted) expect(text.slice(range.start, range.end)).toBe(value);
      }
    });
    fc.assert(inside, { seed: 6, numRuns: 3000 });
  });
});

function* keysOf(node: DataNode): Iterable<{ key: string; keyRange: Range }> {
  if (node.kind === "map") {
    for (const entry of node.entries) {
      yield entry;
      yield* keysOf(entry.value);
    }
  }
  if (node.kind === "list") for (const item of node.items) yield* keysOf(item);
}

describe("a key stands at its range", () => {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, fc.constantFrom(1, true, null, "x", "é 😀", "a: b"), tie("map"), tie("list")),
    map: fc.dictionary(fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/), tie("tree"), { maxKeys: 4 }),
    list: fc.array(tie("tree"), { maxLength: 3 }),
  }));

  test("in JSON, and in the YAML that JSON is", () => {
    const stand = fc.property(tree, fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      for (const { data } of [parseJson(text, { comments: false }), parseYaml(text)]) {
        expect(data).toBeDefined();
        for (const { key, keyRange } of data ? keysOf(data) : []) {
          expect(text.slice(keyRange.start, keyRange.end)).toBe(`"${key}"`);
        }
      }
    });
    fc.assert(stand, { seed: 7, numRuns: 1000 });
  });

  test("in block YAML", () => {
    const print = (value: unknown, indent: string): string => {
      if (Array.isArray(value)) {
        return value.length === 0 ? "[]" : value.map((item) => `\n${indent}- ${print(item, `${indent}  `)}`).join("");
      }
      if (typeof value !== "object" || value === null) return JSON.stringify(value);
      const entries = Object.entries(value).map(([key, item]) => `\n${indent}${key}: ${print(item, `${indent}  `)}`);
      return entries.length === 0 ? "{}" : entries.join("");
    };
    const stand = fc.property(tree, (value) => {
      const text = print(value, "").trimStart();
      const { data, problems } = parseYaml(text);
      expect(problems).toEqual([]);
      for (const { key, keyRange } of data ? keysOf(data) : []) {
        expect(text.slice(keyRange.start, keyRange.end)).toBe(key);
      }
    });
    fc.assert(stand, { seed: 8, numRuns: 1000 });
  });
});
