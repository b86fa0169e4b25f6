import { describe, expect, test } from "vitest";
import { compileExpression, type Evaluation, type Space } from "../../../src/conditions/cel.ts";

const SPACE: Space = {
  types: { Item: { name: "string", size: "int" }, Box: { items: "list<Item>", labels: "map<string, string>" } },
  variables: { box: "Box" },
};
const box = (count: number, name = "a") => ({
  box: {
    items: Array.from({ length: count }, (_, index) => ({ name, size: BigInt(index) })),
    labels: { client: "codex" },
  },
});

function run(expression: string, values = box(3)): Evaluation {
  const condition = compileExpression(expression, SPACE);
  if (!condition.ok) throw new Error(condition.message);
  return condition.holds(values);
}

describe("what an expression says", () => {
  test.each([
    ["size(box.items) == 3", true],
    ["box.items.exists(i, i.size > 1)", true],
    ["box.items.all(i, i.size > 1)", false],
    ['box.items.filter(i, i.name.startsWith("a")).size() > 2', true],
    ['box.labels["client"] in ["codex", "cursor"]', true],
    ['box.items.exists(i, i.name.matches("^[a-c]$"))', true],
    ['"x/y" == "x" + "/y" && !false', true],
  ])("%s", (expression, value) => {
    expect(run(expression)).toEqual({ ok: true, value });
  });
});

test.each([
  ["2 * base > 2", true],
  ["base * 2 == 3", true],
  ["base / 2 < 0.8 && 3 - base > 1", true],
  ["base + 1 != 3", true],
  ["2 * any > 2", true],
  ["any == 1", false],
])("whole numbers and others count together: %s", (expression, value) => {
  const condition = compileExpression(expression, { types: {}, variables: { base: "double", any: "dyn" } });
  expect(condition.ok && condition.holds({ base: 1.5, any: 1.5 })).toEqual({ ok: true, value });
});

describe("what cannot be one is said with its place", () => {
  test.each([
    ["bos.items.size() > 0", "Unknown variable: bos", 1],
    ["size(box.item) > 0", "No such key: item", 10],
    ["box.items.exists(i, i.nam == 'a')", "No such key: nam", 23],
    ["size(box.items) >", "Unexpected token: EOF", 18],
    ["'a' + 1 == 'a'", "no such overload: string + int", 1],
    ["size(box.items)", "it gives int, not true or false", 1],
    ["'a'.matches(1)", "found no matching overload for 'string.matches(int)'", 1],
  ])("%s", (expression, message, column) => {
    expect(compileExpression(expression, SPACE)).toEqual({ ok: false, message, column });
  });

  test("a variable that is called like a word of CEL", () => {
    const condition = compileExpression("for > 3", { types: {}, variables: { for: "double" } });
    expect(condition).toMatchObject({ ok: false, message: expect.stringContaining("'for' is a reserved name") });
  });

  test("one that is too long, too deep, or has too many parts", () => {
    for (const huge of [
      `'${"a".repeat(4001)}' == ''`,
      `${"(".repeat(500)}true${")".repeat(500)}`,
      `true${" && true".repeat(400)}`,
    ])
      expect(compileExpression(huge, SPACE)).toMatchObject({ ok: false });
  });
});

describe("work is bounded", () => {
  const BOUND = { ok: false, reason: "it takes more than 2,000,000 steps" };
  const nested = (depth: number, list: string, inner: string): string =>
    depth === 0 ? inner : `${list}.all(v${depth}, ${nested(depth - 1, list, inner)})`;

  test.each([
    ["macros in macros", nested(3, "box.items", "v1.size >= 0"), 2000],
    ["macros in macros over a list of the expression's own", nested(6, `[${"1, ".repeat(49)}1]`, "true"), 1],
    ["errors that quantifiers and || pass over", nested(4, "box.items", "v1.size / 0 > 0 || false"), 300],
    ["comparing everything with everything", "box.items.all(a, box.items == box.items)", 5000],
    ["looking for everything in everything", 'box.items.all(a, !("x" in box.items.map(b, b.name)))', 5000],
    ["lists that double", `[box.items]${".map(x, x + x)".repeat(30)}.size() > 0`, 100],
    ["texts that double", `["ab"]${".map(x, x + x)".repeat(30)}.all(x, x.contains('c') || true)`, 1],
    ["patterns over long texts", `box.items.all(i, !i.name.matches("^(a+)+$"))`, 1000],
  ])("%s", (_name, expression, count) => {
    expect(run(expression, box(count, `${"a".repeat(6000)}b`))).toEqual(BOUND);
  });

  test("what takes long at once does not spoil the next time", () => {
    const condition = compileExpression("box.items.all(a, box.items.all(b, a.size >= 0))", SPACE);
    if (!condition.ok) throw new Error(condition.message);
    expect(condition.holds(box(5000))).toEqual(BOUND);
    expect(condition.holds(box(5))).toEqual({ ok: true, value: true });
  });
});

describe("patterns are those of RE2", () => {
  test("a pattern that a backtracking engine needs years for", () => {
    const hostile = `${"a".repeat(100_000)}b`;
    expect(run('box.items.exists(i, i.name.matches("^(a+)+$"))', box(1, hostile))).toEqual({ ok: true, value: false });
    expect(run('box.items.exists(i, i.name.matches("^(a|a)*$"))', box(1, hostile))).toEqual({ ok: true, value: false });
  });
  test.each([
    ["a look-ahead", "(?=a)b"],
    ["a back-reference", "(a)\\\\1"],
    ["no pattern at all", "("],
    ["one that would be huge", "((a{1000}){1000}){1000}"],
    ["one that is too long", "a".repeat(1001)],
  ])("%s is refused", (_name, pattern) => {
    expect(run(`box.items.exists(i, i.name.matches("${pattern}"))`)).toMatchObject({ ok: false });
  });
});
