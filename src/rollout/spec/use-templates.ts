import { originAt } from "../../config/layer.ts";
import { type ConfigProblem, type Origin, problemAt } from "../../config/origin.ts";
import type { Metric } from "../plan.ts";
import { fillArguments, KNOWN_EVERYWHERE, referencesIn } from "./arguments.ts";
import { measuresFor } from "./check-templates.ts";
import { wrongExpressions } from "./conditions.ts";
import { showSpan, readSpan } from "./duration.ts";
import type { RolloutSpec, Template, WrittenChoice, WrittenMetric } from "./spec.ts";
import { unknownName } from "./wrong-names.ts";

/** What a plan measures, by the names that its steps call it, and what is wrong with how templates are used. */
export interface Measuring {
  readonly metrics: Map<string, Metric>;
  /** How each of them is measured, with its arguments. */
  readonly asked: Map<string, WrittenMetric>;
  readonly problems: ConfigProblem[];
}
/** Where templates are used: the way to it in the specification, and for which environment. */
export interface Use {
  readonly keys: readonly string[];
  readonly environment: string;
}
interface Chosen extends Partial<Pick<WrittenChoice, "templates">>, Pick<WrittenChoice, "args"> {
  readonly timeout?: string;
}

type Values = ReadonlyMap<string, string>;

/** Each is compiled, and asked at every tick. A file can be written to have thousands: with each argument anew. */
const MOST_METRICS = 100;

/**
 * The names of the metrics of these templates, `<template>/<metric>`. Where a metric is given arguments, they are part
 * of its name: with another limit it is another metric.
 */
export function useTemplates(
  spec: RolloutSpec,
  chosen: Chosen,
  { keys, environment }: Use,
  { metrics, asked, problems }: Measuring,
): readonly string[] {
  const at = (...more: readonly string[]): Origin => originAt(spec.layer, [...keys, ...more]);
  problems.push(...wrongArguments(spec, chosen, at));
  const given = new Map([["environment", environment], ...pairsOf(chosen.args)]);
  return (chosen.templates ?? []).flatMap(({ templateName }, index) => {
    const template = spec.templates.get(templateName);
    const values = template && valuesFor(template, spec.name, given);
    if (!template || !values || template.spec.args.some(({ name }) => !values.has(name))) return [];
    return template.spec.metrics.flatMap((metric, position) => {
      const name = nameOf(template, metric, given);
      if (!metrics.has(name)) {
        if (metrics.size === MOST_METRICS) {
          problems.push(problemAt(at("templates", String(index)), `the rollout has more than ${MOST_METRICS} metrics`));
          return [];
        }
        problems.push(...wrongOnceFilled(template, position, name, values));
        metrics.set(name, metricOf(name, metric, template));
        asked.set(name, filled(metric, values));
      }
      const lasts = measuresFor(metric);
      if (chosen.timeout !== undefined && lasts >= readSpan(chosen.timeout))
        problems.push(
          problemAt(
            at("templates", String(index)),
            `\`${name}\` measures for ${showSpan(lasts)}: its \`timeout\` of ${chosen.timeout} is over before it has passed`,
          ),
        );
      return name;
    });
  });
}

function* wrongArguments(
  { templates: known }: RolloutSpec,
  { templates = [], args }: Chosen,
  at: (...more: readonly string[]) => Origin,
): Generator<ConfigProblem> {
  const names = new Set(args.map(({ name }) => name));
  const chosen = templates.map(({ templateName }) => templateName);
  for (const [index, { templateName }] of templates.entries()) {
    const place = at("templates", String(index), "templateName");
    const template = known.get(templateName);
    if (chosen.indexOf(templateName) < index)
      yield problemAt(place, `the template \`${templateName}\` is named twice: leave one out`);
    if (!template) yield unknownName(place, "analysis template", templateName, [...known.keys()]);
    for (const { name, value } of template?.spec.args ?? [])
      if (value === undefined && !names.has(name))
        yield problemAt(place, `the template \`${templateName}\` needs the argument \`${name}\``);
  }
  const all = templates.map(({ templateName }) => known.get(templateName));
  const declared = all.flatMap((template) => template?.spec.args.map(({ name }) => name) ?? []);
  for (const [index, { name, value }] of args.entries()) {
    if (value === undefined) yield problemAt(at("args", String(index)), "missing key `value`");
    // Where a template is unknown, so are its arguments.
    if (!all.includes(undefined) && !declared.includes(name))
      yield unknownName(at("args", String(index), "name"), "argument of these templates", name, declared);
  }
}

function* wrongOnceFilled(template: Template, index: number, name: string, values: Values): Generator<ConfigProblem> {
  const metric = template.spec.metrics[index];
  const fill = (text: string): string | undefined => {
    const filled = text.includes("{{") ? fillArguments(text, values) : "{{";
    return filled.includes("{{") ? undefined : filled;
  };
  for (const { keys, message } of metric ? wrongExpressions(metric, fill) : [])
    yield problemAt(originAt(template.layer, ["metrics", String(index), ...keys]), `as \`${name}\`, ${message}`);
}

const pairsOf = (args: WrittenChoice["args"]): readonly (readonly [string, string])[] =>
  args.flatMap(({ name, value }) => (value === undefined ? [] : [[name, String(value)] as const]));

const valuesFor = ({ spec }: Template, rollout: string, given: Values): Values =>
  new Map([["rollout", rollout], ...pairsOf(spec.args), ...given]);

function nameOf(template: Template, metric: WrittenMetric, given: Values): string {
  const known: ReadonlySet<string> = new Set([...KNOWN_EVERYWHERE, ...template.spec.args.map(({ name }) => name)]);
  const asked = argumentsOf(metric);
  const shown = [...given].flatMap(([name, value]) => (asked.has(name) && known.has(name) ? [`${name}=${value}`] : []));
  return `${template.name}/${metric.name}${shown.length === 0 ? "" : `[${shown.toSorted().join(",")}]`}`;
}

const remembered = new WeakMap<WrittenMetric, ReadonlySet<string | undefined>>();

/** What the texts of a metric refer to. */
function argumentsOf(metric: WrittenMetric): ReadonlySet<string | undefined> {
  const known = remembered.get(metric);
  if (known) return known;
  const found = new Set(textsOf(metric).flatMap((text) => referencesIn(text).map(({ name }) => name)));
  remembered.set(metric, found);
  return found;
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** The same with every argument in its place. */
function filled<T>(value: T, values: Values): T;
function filled(value: unknown, values: Values): unknown {
  if (typeof value === "string") return fillArguments(value, values);
  if (Array.isArray(value)) return value.map((one) => filled(one, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, values)]));
}

const metricOf = (name: string, metric: WrittenMetric, { spec }: Template): Metric => ({
  name,
  onFailure: metric.onFailure,
  for: metric.for === undefined ? 0 : readSpan(metric.for),
  count: metric.count ?? 1,
  // In Argo's words: where only failures in a row are bounded, others are not.
  failureLimit: metric.failureLimit ?? (metric.consecutiveFailureLimit === undefined ? 0 : null),
  consecutiveFailureLimit: metric.consecutiveFailureLimit ?? null,
  consecutiveSuccessLimit: metric.consecutiveSuccessLimit ?? 1,
  inconclusiveLimit: metric.inconclusiveLimit ?? null,
  consecutiveErrorLimit: metric.consecutiveErrorLimit,
  dryRun: spec.dryRun.some(({ metricName }) => metricName === metric.name),
});
