import { compileCondition, OF_RESULT, OF_TASK, ofSeries } from "../analysis/condition.ts";
import { conditionWords } from "../analysis/condition-words.ts";
import type { WrittenMetric } from "./spec.ts";

/** Where a metric has series, its conditions are about what they are called. */
const ofMetric = ({ series }: WrittenMetric) => (series ? ofSeries(Object.keys(series)) : OF_RESULT);
const ofTask = () => OF_TASK;

/** Where the texts of a metric are expressions of CEL, by the way to them. */
const EXPRESSIONS = [
  { keys: ["successCondition"], space: ofMetric, text: (metric: WrittenMetric) => metric.successCondition },
  { keys: ["failureCondition"], space: ofMetric, text: (metric: WrittenMetric) => metric.failureCondition },
  { keys: ["objective", "successWhen"], space: ofTask, text: (metric: WrittenMetric) => metric.objective?.successWhen },
  {
    keys: ["provider", "jsonl", "count"],
    space: ofTask,
    text: ({ provider }: WrittenMetric) => provider["jsonl"]?.["count"],
  },
  {
    keys: ["provider", "jsonl", "where"],
    space: ofTask,
    text: ({ provider }: WrittenMetric) => provider["jsonl"]?.["where"],
  },
  {
    keys: ["provider", "githubActions", "count"],
    space: ofTask,
    text: ({ provider }: WrittenMetric) => provider["githubActions"]?.["count"],
  },
  {
    keys: ["provider", "githubActions", "where"],
    space: ofTask,
    text: ({ provider }: WrittenMetric) => provider["githubActions"]?.["where"],
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
    const about = space(metric);
    const compiled = compileCondition(filled, about);
    if (compiled.ok) continue;
    const known = Object.keys(about.variables).join(" and ");
    const not = conditionWords(filled).some(({ word }) => word === "NOT")
      ? ". NOT is about what follows at once: NOT (…)"
      : "";
    yield {
      keys,
      message: `no condition: ${compiled.message}, at its column ${compiled.column}; it is about ${known}${not}`,
    };
  }
}

/** All conditions of a metric, as they are written. */
export const expressionsOf = (
  metric: WrittenMetric,
): readonly { readonly keys: readonly string[]; readonly text: string }[] =>
  EXPRESSIONS.flatMap(({ keys, text }) => {
    const written = text(metric);
    return typeof written === "string" ? [{ keys, text: written }] : [];
  });
