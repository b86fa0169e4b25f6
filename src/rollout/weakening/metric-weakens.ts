import { shown } from "../../check/weakening/shown.ts";
import type { WeakenedMap, Weakens } from "../../model/weakens.ts";
import { RESPONSES } from "../plan.ts";
import { atLeast, atMost, numberOr } from "./bounds.ts";

const ANY = Number.POSITIVE_INFINITY;
const DAY = 86_400_000;

/** Names that stand for values: another value is another limit, wherever it is put in. */
export const argumentsWeaken: Weakens = (before, after) => {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [one = "its default", other = "its default"] = [was.get(name), is.get(name)];
    return one === other ? [] : [`${name}: ${one} became ${other}`];
  });
};

function valuesOf(list: unknown): ReadonlyMap<string, string> {
  const all: readonly WeakenedMap[] = Array.isArray(list) ? list : [];
  return new Map(
    all.flatMap(({ name, value }) => (value === undefined ? [] : [[String(name), shown(value)] as const])),
  );
}

export const templatesWeaken: Weakens = {
  named: ({ templateName }) => String(templateName),
  each: { templateName: "never" },
};

/** Metrics that have to pass. */
export const ANALYSIS: Readonly<Record<string, Weakens>> = {
  templates: templatesWeaken,
  args: argumentsWeaken,
  timeout: atMost(numberOr(ANY)),
};

/** None may fail, unless either limit says so; a limit in a row alone leaves the other open. */
const failures = (value: unknown, { consecutiveFailureLimit }: WeakenedMap): number =>
  typeof value === "number" ? value : consecutiveFailureLimit === undefined ? 0 : ANY;

/** Of how many tasks it has to hold, as the test has it. */
const shareOf = (min: unknown, { quantile }: WeakenedMap): number =>
  typeof min === "number" ? min : typeof quantile === "number" ? quantile : 0.95;

const freshness = (value: unknown, { provider, series }: WeakenedMap): number => {
  const isOfTasks = typeof provider === "object" && provider !== null && !("prometheus" in provider) && !series;
  return numberOr(isOfTasks ? DAY : ANY)(value, {});
};

const METRIC: Readonly<Record<string, Weakens>> = {
  name: "never",
  provider: "changed",
  method: "changed",
  successCondition: "changed",
  failureCondition: "changed",
  series: "changed",
  objective: {
    part: {
      successWhen: "changed",
      min: (before, after, [was, is]) => {
        const [one, other] = [shareOf(before, was), shareOf(after, is)];
        return other < one ? [`${one} became ${other}`] : [];
      },
      of: "changed",
      quantile: { never: "`min` compares both" },
      max: atMost(numberOr(ANY)),
    },
  },
  alpha: "changed", // a larger one stops more, and lets pass by fewer tasks
  direction: (before, after) =>
    before === after || after === "either" ? [] : [`${String(before)} became ${String(after)}`],
  effectSize: (before, after) => {
    const [one, other] = [allowedBy(before), allowedBy(after)];
    return other > one ? [`allowedIncrease ${one} became ${other}`] : [];
  },
  interval: atMost(numberOr(0)),
  initialDelay: atMost(numberOr(0)),
  count: atLeast(numberOr(1)),
  failureLimit: (before, after, [was, is]) => {
    const [one, other] = [failures(before, was), failures(after, is)];
    return other > one ? [`${one} became ${other === ANY ? "any number" : other}`] : [];
  },
  consecutiveFailureLimit: atMost(numberOr(ANY)),
  consecutiveSuccessLimit: atLeast(numberOr(1)),
  inconclusiveLimit: atMost(numberOr(ANY)),
  consecutiveErrorLimit: atMost(numberOr(ANY)),
  onNoData: { order: ["fail", "inconclusive"] },
  onFailure: { order: RESPONSES.toReversed() },
  for: atMost(numberOr(0)),
  freshness: atMost(freshness),
};

const allowedBy = (effect: unknown): number =>
  typeof effect === "object" && effect !== null && "allowedIncrease" in effect ? Number(effect.allowedIncrease) : 1;

export const TEMPLATE_WEAKENS: Readonly<Record<string, Weakens>> = {
  args: argumentsWeaken,
  metrics: { named: ({ name }) => String(name), each: METRIC },
  dryRun: "added", // what decides nothing any longer
};
