import type { ExpressionTree } from "../../conditions/expression-tree.ts";
import { isDuration, readSpan } from "../spec/duration.ts";
import type { Term } from "./promql.ts";

/** In alerts each name is a series; `increase(name, duration("15m"))` is by how much it rose. */
export function seriesTerm(tree: ExpressionTree): Term | undefined {
  if (tree.is === "name") return { name: tree.name };
  if (tree.is !== "call" || tree.name !== "increase" || tree.given.length !== 2) return undefined;
  const [of, over] = tree.given;
  const span = over?.is === "call" && over.name === "duration" && over.given.length === 1 ? over.given[0] : undefined;
  return of?.is === "name" && span?.is === "text" && isDuration(span.value)
    ? { name: of.name, over: readSpan(span.value) }
    : undefined;
}

/** In metrics `value` and `result[0]` are what the query of the metric gives. */
export const resultTerm =
  (name: string) =>
  (tree: ExpressionTree): Term | undefined => {
    if (tree.is === "name" && tree.name === "value") return { name };
    if (tree.is !== "operation" || tree.operator !== "[]") return undefined;
    const [of, index] = tree.operands;
    return of?.is === "name" && of.name === "result" && index?.is === "number" && index.value === 0
      ? { name }
      : undefined;
  };
