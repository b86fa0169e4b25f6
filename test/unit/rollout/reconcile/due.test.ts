import { expect, test } from "vitest";
import { isDue, uncounted } from "../../../../src/rollout/reconcile/metrics.ts";
import type { Plan } from "../../../../src/rollout/plan.ts";
import {
  aMetric,
  aPlan,
  DAY,
  healthy,
  HOUR,
  measured,
  MINUTE,
  NOON,
  pause,
  setWeight,
  simulate,
} from "../../../support/rollouts.ts";

const NO_WAIT = { interval: 0, delay: 0 };
const started = (plan: Plan) => {
  const rollout = simulate(plan, { before: healthy("old") });
  rollout.tick(0);
  return rollout;
};
const metrics = [aMetric("rate")];

test("a metric is asked in the steps that look at it, and one step before", () => {
  const analysis = { kind: "analysis", metrics: ["rate"], timeout: DAY } as const;
  const isAsked = (plan: Plan) => {
    const { state, now } = started(plan);
    return isDue(plan, state, "rate", now, NO_WAIT);
  };
  expect(isAsked(aPlan([setWeight(10), pause(HOUR), pause(HOUR), analysis], { metrics }))).toBe(false);
  expect(isAsked(aPlan([setWeight(10), pause(HOUR), analysis], { metrics }))).toBe(true);
});

test("not before its warm-up, nor again before its interval", () => {
  const plan = aPlan([setWeight(10), { ...pause(DAY), watches: ["rate"] }], { metrics });
  const rollout = started(plan);
  const due = (after: number, spans = { interval: HOUR, delay: 30 * MINUTE }) =>
    isDue(plan, rollout.state, "rate", rollout.now + after, spans);
  expect([due(29 * MINUTE), due(30 * MINUTE)]).toEqual([false, true]);
  rollout.tick(HOUR, (now) => ({ verdicts: { rate: measured("pass", now) } }));
  expect([due(59 * MINUTE), due(HOUR)]).toEqual([false, true]);
});

test("monitoring looks every five minutes for an hour, and then every hour", () => {
  const schedule = [
    { for: HOUR, every: 5 * MINUTE },
    { for: 23 * HOUR, every: HOUR },
  ];
  const plan = aPlan([setWeight(100), { kind: "monitor", duration: DAY, schedule, watches: ["rate"] }], {
    metrics,
    lease: 2 * DAY,
  });
  const rollout = started(plan);
  const measure = (passes: number) =>
    void rollout.tick(passes, (now) => ({ verdicts: { rate: measured("pass", now) } }));
  const due = (after: number) => isDue(plan, rollout.state, "rate", rollout.now + after, NO_WAIT);
  measure(MINUTE);
  expect([due(4 * MINUTE), due(5 * MINUTE)]).toEqual([false, true]);
  measure(2 * HOUR);
  expect([due(59 * MINUTE), due(HOUR)]).toEqual([false, true]);
});

test("of verdicts that somebody told, those that count nothing are named, each with why", () => {
  const watches = (name: string) => ({ ...pause(HOUR), watches: [name] });
  const plan = aPlan([setWeight(10), watches("now"), watches("next"), watches("later"), setWeight(100)], {
    metrics: ["now", "next", "later"].map((name) => aMetric(name)),
  });
  const { state } = started(plan);
  const at = (name: string, time: number) => uncounted(plan, state, NOON + 60, { [name]: { at: time } });
  expect([at("now", NOON + 60), at("next", NOON + 1)]).toEqual([[], []]);
  expect([at("now", NOON), at("now", NOON + 61), at("later", NOON + 60), at("nwo", NOON + 60)]).toEqual([
    ["now counts nothing: it is of before the last change"],
    ["now counts nothing: it is of the future"],
    ["later counts nothing: nobody asks for it at canary/1"],
    ["nwo counts nothing: the specification has no such metric; it has now, next, later"],
  ]);
});
