import type { WeakenedMap, Weakens } from "../../model/weakens.ts";
import type { WrittenMonitoring } from "../spec/spec.ts";
import { showSpan } from "../spec/duration.ts";
import { watchOf } from "../spec/step-action.ts";
import { atLeast, atMost, numberOr, waitsFor } from "./bounds.ts";
import { ANALYSIS, argumentsWeaken, templatesWeaken } from "./metric-weakens.ts";
import { APPROVAL, JOB, jobsWeaken } from "./step-weakens.ts";
import { stepsWeaken } from "./weakened-steps.ts";

const ANY = Number.POSITIVE_INFINITY;
const onTimeout: Weakens = { order: ["abort", "hold", "promote"] };

const BACKGROUND: Weakens = { part: { ...ANALYSIS, startingStep: atMost(numberOr(0)) } };

const STRATEGY: Readonly<Record<string, Weakens>> = {
  staging: {
    part: {
      environment: "changed",
      smokeTests: jobsWeaken,
      goldenReference: {
        part: {
          dataset: "changed",
          nonInferiorityMargin: atMost(numberOr(ANY)),
          alpha: atMost(numberOr(ANY)),
          timeout: waitsFor(),
          onTimeout,
        },
      },
      analysis: BACKGROUND,
      steps: stepsWeaken(100), // all of staging has it at once, unless its first step says otherwise
    },
  },
  canary: { part: { environment: "changed", analysis: BACKGROUND, steps: stepsWeaken(0) } },
  blueGreen: {
    part: {
      environment: "changed",
      smokeTests: jobsWeaken,
      soak: atLeast(numberOr(0)),
      prePromotionAnalysis: { part: ANALYSIS },
      autoPromotionEnabled: { order: [false, true] },
      postPromotionAnalysis: { part: ANALYSIS },
      scaleDownDelay: atLeast(numberOr(0)),
    },
  },
};

/** How long a release is watched after its last weight, and how often, all of it taken together. */
const watchedLess: Weakens = (_before, _after, [was, is]) => {
  const [one, other] = [watched(was), watched(is)];
  if (other.duration < one.duration) return [`${showSpan(one.duration)} became ${showSpan(other.duration)}`];
  const moments = [0, ...sums(one.schedule), ...sums(other.schedule)].filter((at) => at < one.duration);
  const rarer = moments.find((at) => everyAt(other.schedule, at) > everyAt(one.schedule, at));
  return rarer === undefined
    ? []
    : [
        `every ${showSpan(everyAt(one.schedule, rarer))} became every ${showSpan(everyAt(other.schedule, rarer))} after ${showSpan(rarer)}`,
      ];
};

type Schedule = ReturnType<typeof watchOf>["schedule"];
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has judged it
const watched = (monitoring: WeakenedMap) => watchOf(monitoring as unknown as WrittenMonitoring);

function sums(schedule: Schedule): readonly number[] {
  let sum = 0;
  return schedule.map(({ for: time }) => (sum += time));
}

/** Without a schedule, and once it is over, at every tick or as it was last. */
const everyAt = (schedule: Schedule, at: number): number => {
  const ends = sums(schedule);
  const index = ends.findIndex((end) => at < end);
  return (index === -1 ? schedule.at(-1) : schedule[index])?.every ?? 0;
};

const MONITORING: Readonly<Record<string, Weakens>> = {
  duration: watchedLess,
  schedule: { never: "`duration` compares both" },
  checkpoints: {
    named: ({ name }) => String(name),
    each: {
      name: "never",
      after: "changed",
      templates: templatesWeaken,
      args: argumentsWeaken,
      confirmations: "removed",
      roles: "removed",
      timeout: waitsFor(),
      onTimeout,
    },
  },
  templates: templatesWeaken,
  args: argumentsWeaken,
};

const ALERTS: Readonly<Record<string, Weakens>> = {
  rules: {
    named: ({ name }) => String(name),
    each: {
      name: "never",
      condition: "changed",
      until: "changed",
      thresholds: "changed",
      for: atMost(numberOr(0)),
      severity: { order: ["critical", "warning"] },
      message: { never: "what people read, not whether" },
      action: "changed",
      onFiring: "changed",
    },
  },
  queries: "removed",
  gap: atMost(numberOr(0)),
  keepFiringFor: atLeast(numberOr(0)),
  listener: { part: { url: "changed", tokenFile: "changed" } },
  receivers: "removed",
};

/** Of every key of a rollout, which change of it lets more through. */
export const ROLLOUT_WEAKENS: Readonly<Record<string, Weakens>> = {
  bundle: { never: "what a release consists of is what is judged, and not by what" },
  environments: { never: "where releases are put holds none back; which of them a stage is for is asked of the stage" },
  routing: {
    each: {
      flagd: {
        each: {
          flagKey: { never: "what the flag is called" },
          leaseDuration: atMost(numberOr(0)),
          exclude: "loosened",
        },
      },
    },
  },
  prerequisites: {
    named: ({ name }) => String(name),
    each: {
      name: "never",
      environment: "changed",
      job: { part: { command: "changed", timeout: JOB["timeout"] ?? "changed" } },
    },
  },
  strategy: { part: STRATEGY },
  sequence: {
    named: ({ name }) => String(name),
    each: { name: "never", prerequisites: "removed", strategy: { part: STRATEGY }, gate: stepsWeaken(100) },
  },
  approval: { each: APPROVAL },
  monitoring: { part: MONITORING },
  outcome: { never: "what the end is called, which nothing waits for" },
  rollback: {
    each: {
      rollbackTimeTarget: atMost(numberOr(0)),
      stepDownTimeTarget: atMost(numberOr(0)),
      inFlight: { order: ["cancel", "drain", "let-finish"] },
      automatic: { order: [true, false] },
    },
  },
  waits: { each: { begin: atMost(numberOr(0)), decision: atMost(numberOr(0)), onTimeout } },
  escalation: { each: { stepDowns: atMost(numberOr(0)), retries: atMost(numberOr(0)) } },
  // A newer release, and a revert, takes back what is under way with the first alone.
  onNewRelease: { order: ["restart", "queue", "reject"] },
  progressDeadlineSeconds: atMost(numberOr(0)),
  revisionHistoryLimit: atLeast(numberOr(0)),
  rollbackWindow: { each: { revisions: atLeast(numberOr(0)) } },
  alerts: { each: ALERTS },
  decommissionAfter: atLeast(numberOr(ANY)),
};
