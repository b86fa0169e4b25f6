import { changedTo, shown } from "../../check/weakening/shown.ts";
import type { WeakenedMap, Weakens } from "../../model/weakens.ts";
import { atLeast, atMost, numberOr, waitsFor } from "./bounds.ts";
import { ANALYSIS } from "./metric-weakens.ts";

const ANY = Number.POSITIVE_INFINITY;
const onTimeout: Weakens = { order: ["abort", "hold", "promote"] };
const onFailure: Weakens = { order: ["abort", "pause"] };

export const JOB: Readonly<Record<string, Weakens>> = {
  name: { never: "another name for the same command" },
  command: "changed",
  timeout: atMost(numberOr(600_000)),
};

/** Jobs of a list, found again by their names. */
export const jobsWeaken: Weakens = { named: ({ name }) => String(name), each: JOB };

export const APPROVAL: Readonly<Record<string, Weakens>> = {
  when: { order: ["always", "firstOrRisk"] },
  count: atLeast(numberOr(1)),
  roles: "removed",
  timeout: waitsFor(),
  onTimeout,
};

const LIMIT: Readonly<Record<string, Weakens>> = {
  of: "never",
  max: atMost(numberOr(ANY)),
  min: atLeast(numberOr(-ANY)),
  maxGrowth: atMost(numberOr(ANY)),
};

/** Three times its duration, if not given: `step-action` says the same. */
const patience = (value: unknown, { duration }: WeakenedMap): number =>
  numberOr(3 * numberOr(0)(duration, {}))(value, {});

const BENCHMARK: Readonly<Record<string, Weakens>> = {
  metric: "never",
  quantile: "never", // a part of its name
  target: (before, after, [{ better }]) => {
    const [was, is] = [Number(before), Number(after)];
    return (better === "higher" ? is < was : is > was) ? [changedTo(before, after)] : [];
  },
  better: "changed",
  maxRegression: atMost(numberOr(ANY)),
  job: { part: JOB },
  onFailure,
};

/** What a step does by its key; of weights and where a step stands among them, `weakened-steps` says what is weaker. */
export const STEP_WEAKENS: Readonly<Record<string, Weakens>> = {
  setWeight: { never: "all weights of a stage are compared, and not one by one" },
  setValues: { never: "what the canary is given, as its files are, and not what holds it" },
  pause: {
    part: {
      duration: (before, after) => {
        if (before === undefined) return after === undefined ? [] : [`${shown(after)}: nobody has to promote any more`];
        return numberOr(0)(after, {}) < numberOr(0)(before, {}) ? [changedTo(before, after)] : [];
      },
      minSamples: atLeast(numberOr(0)),
      maxDuration: atMost(numberOr(ANY)),
      timeout: waitsFor(),
      onTimeout,
    },
  },
  analysis: { part: ANALYSIS },
  approval: { part: APPROVAL },
  job: { part: JOB },
  burnIn: {
    part: {
      duration: atLeast(numberOr(0)),
      every: atMost(numberOr(0)),
      maxDuration: atMost(patience),
      job: { part: JOB },
      limits: { named: ({ of }) => String(of), each: LIMIT },
      onFailure,
    },
  },
  benchmarks: {
    named: ({ metric, quantile }) => (quantile === undefined ? String(metric) : `${String(metric)} ${shown(quantile)}`),
    each: BENCHMARK,
  },
  signOffs: "removed",
  prerequisites: "removed",
};
