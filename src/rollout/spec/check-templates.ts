import { type Layer, layerAt, originAt } from "../../config/layer.ts";
import { type ConfigProblem, problemAt } from "../../config/origin.ts";
import { compileCondition, ofSeries } from "../analysis/condition.ts";
import { KNOWN_EVERYWHERE, referencesIn } from "./arguments.ts";
import { wrongExpressions } from "./conditions.ts";
import { readSpan } from "./duration.ts";
import type { RolloutSpec, Template, WrittenMetric } from "./spec.ts";
import { twice, unknownName } from "./wrong-names.ts";

/** What is wrong with the templates of a file by themselves, used or not. */
export const checkTemplates = ({ templates }: RolloutSpec): readonly ConfigProblem[] =>
  [...templates.values()].flatMap((template) => [...wrongIn(template)]);

function* wrongIn(template: Template): Generator<ConfigProblem> {
  const { spec, layer } = template;
  const names = spec.metrics.map(({ name }) => name);
  yield* twice(
    spec.args.map(({ name }) => name),
    (index) => originAt(layer, ["args", index, "name"]),
  );
  yield* twice(names, (index) => originAt(layer, ["metrics", index, "name"]));
  for (const [index, { metricName }] of spec.dryRun.entries())
    if (!names.includes(metricName))
      yield unknownName(originAt(layer, ["dryRun", String(index), "metricName"]), "metric", metricName, names);
  const declared = [...KNOWN_EVERYWHERE, ...spec.args.map(({ name }) => name)];
  for (const [index, metric] of spec.metrics.entries()) {
    const at = ["metrics", String(index)];
    for (const { keys, message } of wrongWith(metric)) yield problemAt(originAt(layer, [...at, ...keys]), message);
    yield* unresolved(layerAt(layer, at) ?? layer, declared);
  }
}

interface Wrong {
  readonly keys: readonly string[];
  readonly message: string;
}

function* wrongWith(metric: WrittenMetric): Generator<Wrong> {
  const {
    successCondition,
    failureCondition,
    objective,
    method,
    count,
    interval,
    failureLimit = 0,
    consecutiveFailureLimit,
  } = metric;
  if (successCondition === undefined && failureCondition === undefined && objective === undefined)
    yield {
      keys: [],
      message: `nothing says when \`${metric.name}\` has passed: give it \`successCondition\`, \`failureCondition\` or \`objective\``,
    };
  if (method !== "threshold" && objective === undefined)
    yield { keys: ["method"], message: `\`${method}\` judges task by task: it needs \`objective\`` };
  if (method === "threshold" && objective !== undefined)
    yield {
      keys: ["objective"],
      message: "an objective is judged task by task: give the metric another `method` than threshold",
    };
  if ((method === "sequential" || method === "fisher") && objective && isOpen(objective))
    yield {
      keys: ["objective"],
      message: "nothing says when a task fails: give it `successWhen`, or `max` beside `of`",
    };
  if (count !== undefined && count > 1 && interval === undefined)
    yield { keys: ["count"], message: `${count} measurements need an \`interval\` between them` };
  if (count !== undefined && failureLimit >= count)
    yield {
      keys: ["failureLimit"],
      message: `it could never fail: ${failureLimit} of ${count} may. Write ${count - 1} or less`,
    };
  if (count !== undefined && consecutiveFailureLimit !== undefined && consecutiveFailureLimit >= count)
    yield {
      keys: ["consecutiveFailureLimit"],
      message: `it could never fail: ${consecutiveFailureLimit} of ${count} may, in a row. Write ${count - 1} or less`,
    };
  const { jsonl } = metric.provider;
  for (const key of ["path", "branch"])
    if (jsonl?.["url"] !== undefined && jsonl[key] !== undefined)
      yield {
        keys: ["provider", "jsonl", key],
        message: "records come from one place: leave `url` or this out",
      };
  yield* wrongSeries(metric);
  // With arguments in it, it is judged where it is used.
  yield* wrongExpressions(metric, (text) => (text.includes("{{") ? undefined : text));
}

const isOpen = ({ successWhen, max }: NonNullable<WrittenMetric["objective"]>): boolean =>
  successWhen === undefined && max === undefined;

/** Where a metric says what it is made of twice, not at all, or in words that its provider does not know. */
function* wrongSeries({ name, provider, series, method, objective, freshness }: WrittenMetric): Generator<Wrong> {
  const { jsonl, prometheus, githubActions } = provider;
  const records = jsonl ?? githubActions;
  const kind = jsonl ? "jsonl" : "githubActions";
  const isJudgedByTask = method !== "threshold";
  if (series) {
    if (!jsonl && !prometheus)
      yield { keys: ["series"], message: "series are made of the records of `jsonl`, or by `prometheus`" };
    if (isJudgedByTask || objective !== undefined)
      yield { keys: ["series"], message: "series are judged by conditions over their names, not task by task" };
    for (const [key, from] of [
      ["count", "jsonl"],
      ["query", "prometheus"],
    ] as const)
      if (provider[from]?.[key] !== undefined)
        yield { keys: ["provider", from, key], message: `\`series\` says what is measured: leave \`${key}\` out` };
    for (const [one, { take, quantile }] of Object.entries(series)) {
      if (!compileCondition(`${one} > ${one}`, ofSeries([one])).ok)
        yield { keys: ["series", one], message: `\`${one}\` is a word of CEL: give the series another name` };
      if ((take === "quantile") !== (quantile !== undefined))
        yield { keys: ["series", one], message: "`take: quantile` and `quantile: 0.95` go together" };
    }
    return;
  }
  if (prometheus && prometheus["query"] === undefined)
    yield { keys: ["provider", "prometheus"], message: `give \`${name}\` a \`query\`, or \`series\`` };
  if (records && !isJudgedByTask && records["count"] === undefined)
    yield {
      keys: ["provider", kind],
      message: `conditions are over a number: give \`${name}\` a \`count\`, \`series\`, or an \`objective\` and its \`method\``,
    };
  if (objective !== undefined && isJudgedByTask && records?.["count"] !== undefined)
    yield {
      keys: ["provider", kind, "count"],
      message: `\`${method}\` judges task by task: leave \`count\` out, or take \`method: threshold\``,
    };
  if (githubActions && (method === "fisher" || method === "mannWhitney"))
    yield {
      keys: ["method"],
      message: "runs of a workflow have no stable beside them: take `sequential`, or a `count`",
    };
  if (isJudgedByTask && !records)
    yield {
      keys: ["method"],
      message: `\`${method}\` judges task by task: it needs records of tasks, as \`jsonl\` and \`githubActions\` have`,
    };
  if (freshness !== undefined && !records)
    yield {
      keys: ["freshness"],
      message: "what this provider answers has no time: `freshness` is about records and series",
    };
}

/** Texts with a reference that stands for nothing: a query that asks for nothing would find nothing wrong. */
function* unresolved(layer: Layer, declared: readonly string[]): Generator<ConfigProblem> {
  if (layer.kind === "map") for (const { value } of layer.entries.values()) yield* unresolved(value, declared);
  if (layer.kind === "list") for (const item of layer.items) yield* unresolved(item, declared);
  if (layer.kind !== "leaf" || typeof layer.value !== "string") return;
  for (const { written, name } of referencesIn(layer.value))
    if (name === undefined)
      yield problemAt(layer.origin, `\`${written.slice(0, 60)}\` stands for nothing: write it as in \`{{args.name}}\``);
    else if (!declared.includes(name)) yield unknownName(layer.origin, "argument", name, declared);
}

/** How long a metric measures, where that has an end. */
export function measuresFor({ initialDelay, interval, count }: WrittenMetric): number {
  const delay = initialDelay === undefined ? 0 : readSpan(initialDelay);
  return delay + (interval === undefined || count === undefined ? 0 : readSpan(interval) * (count - 1));
}
