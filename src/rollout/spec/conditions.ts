import { compileExpression } from "../../conditions/cel.ts";
import type { WrittenMetric } from "./spec.ts";

const RESULT = { types: {}, variables: { result: "dyn", value: "dyn" } };
const TASK = { types: {}, variables: { task: "dyn" } };

/** Where the texts of a metric are expressions of CEL, by the way to them. */
const EXPRESSIONS = [
  { keys: ["successCondition"], space: RESULT, text: (metric: WrittenMetric) => metric.successCondition },
  { keys: ["failureCondition"], space: RESULT, text: (metric: WrittenMetric) => metric.failureCondition },
  { keys: ["objective", "successWhen"], space: TASK, text: (metric: WrittenMetric) => metric.objective?.successWhen },
  {
    keys: ["provider", "jsonl", "count"],
    space: TASK,
    text: ({ provider }: WrittenMetric) => provider["jsonl"]?.["count"],
  },
  {
    keys: ["provider", "jsonl", "where"],
    space: TASK,
    text: ({ provider }: WrittenMetric) => provider["jsonl"]?.["where"],
  },
] as const;

export interface WrongExpression {
  readonly keys: readonly string[];
  readonly message: string;
}

/** The conditions of a metric that are none, as `fill` writes them out. */
export function* wrongExpressions(
  metric: WrittenMetric,
  fill: (text: string) => string | undefined,
): Generator<WrongExpression> {
  for (const { keys, space, text } of EXPRESSIONS) {
    const written = text(metric);
    const filled = typeof written === "string" ? fill(written) : undefined;
    if (filled === undefined) continue;
    const compiled = compileExpression(filled, space);
    if (compiled.ok) continue;
    const known = Object.keys(space.variables).join(" and ");
    yield {
      keys,
      message: `no condition: ${compiled.message}, at its column ${compiled.column}; it is about ${known}`,
    };
  }
}
