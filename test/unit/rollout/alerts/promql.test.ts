import { expect, test } from "vitest";
import { readExpression } from "../../../../src/conditions/expression-tree.ts";
import { keyOf, toPromql, Untold } from "../../../../src/rollout/alerts/promql.ts";
import { resultTerm, seriesTerm } from "../../../../src/rollout/alerts/terms.ts";

const query = (text: string, opposite = false, termOf: typeof seriesTerm = seriesTerm) => {
  const read = readExpression(text);
  if (!read.ok) throw new Error(read.message);
  return toPromql(read.tree, { termOf, seriesOf: keyOf }, opposite);
};

test.each([
  ["coordination_time > 15000", "(coordination_time > 15000)"],
  ["15000.5 < coordination_time", "(15000.5 < coordination_time)"],
  ["a > 1 && b >= -2", "((a > 1) and on (rollout, variant) (b >= (-2)))"],
  ["a > 1 || b != 2", "((a > 1) or on (rollout, variant) (b != 2))"],
  ["a > 1 && a < 5", "((a > 1) and (a < 5))"],
  [
    "spent / budget > 0.9",
    "((sum by (rollout, variant) (spent) / on (rollout, variant) sum by (rollout, variant) (budget)) > 0.9)",
  ],
  ["a - a / 2.0 > 1", "((a - (a / 2)) > 1)"],
  ["a > b", "(sum by (rollout, variant) (a) > on (rollout, variant) sum by (rollout, variant) (b))"],
  ['increase(violations, duration("15m")) > 0', "(increase(violations, 15m) > 0)"],
])("%s is %s", (condition, expression) => {
  expect(query(condition).holds).toBe(expression);
});

test("the opposite holds where a condition does not", () => {
  expect(query("value >= 0.9 && value < 2.0", true, resultTerm("m")).holds).toBe("((m < 0.9) or (m >= 2))");
  expect(query("result[0] == 47", true, resultTerm("m")).holds).toBe("(m != 47)");
});

test("what is unknown is told from what is false", () => {
  expect(query("a > 1").known).toBe("a");
  expect(query("a > b").known).toBe("(a and on () b)");
  expect(query("a > 1 && b > 2").known).toBe(
    "((a and on () b) or (a unless on () (a > 1)) or (b unless on () (b > 2)))",
  );
  expect(query("a > 1 || b > 2").known).toBe("((a and on () b) or (a > 1) or (b > 2))");
});

test.each([
  ["!(a > 1)", "`!` has no equal in PromQL: use names, numbers, `+ - * /`, comparisons, `&&` and `||`", 1],
  ["a in [1, 2]", "`in` has no equal in PromQL", 1],
  ["a > 1 ? b > 1 : c > 1", "`? :` has no equal in PromQL", 1],
  ["a.exists(x, x > 1)", "a function of a value has no equal in PromQL", 1],
  ["a.b > 1", "a field has no equal in PromQL", 1],
  ['a == "slow"', "Prometheus knows numbers, and no texts", 6],
  ["size(a) > 1", "`size()` has no equal in PromQL", 1],
  ["a % 2 == 0", "`%` has no equal in PromQL", 1],
  ["result[1] > 1", "`[…]` has no equal in PromQL", 1],
  ["a", "it is a number: compare it, such as by `>`", 1],
  ["a + 1", "it is a number: compare it, such as by `>`", 1],
  ["(a > 1) + 1 > 2", "a comparison is no number", 2],
  ["1 > 2", "it compares numbers alone: name a metric", 1],
  ["a > 1 / 2", "CEL divides whole numbers without a rest, and PromQL does not: write 1.0 for 1", 5],
  ['increase(a, "15m") > 1', "`increase()` has no equal in PromQL", 1],
  ["a > 1 && true", "true and false has no equal in PromQL", 10],
])("%s is refused", (condition, message, column) => {
  try {
    query(condition);
  } catch (error) {
    if (!(error instanceof Untold)) throw error;
    expect([error.message, error.column]).toEqual([expect.stringContaining(message), column]);
    return;
  }
  expect.unreachable();
});
