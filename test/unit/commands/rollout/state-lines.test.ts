import { expect, test } from "vitest";
import { stateLines } from "../../../../src/commands/deploy/state-lines.ts";
import {
  aMetric,
  aPlan,
  DAY,
  healthy,
  HOUR,
  measured,
  MINUTE,
  pause,
  request,
  setWeight,
  simulate,
} from "../../../support/rollouts.ts";

const started = (onFailure: "abort" | "stepDown") => {
  const watches = ["errors"];
  const steps = [10, 50, 100].flatMap((weight) => [setWeight(weight), { ...pause(DAY), watches }]);
  const plan = aPlan(steps, { metrics: [aMetric("errors", { onFailure })], lease: 2 * DAY });
  const rollout = simulate(plan, { before: healthy("old") });
  rollout.tick(0, { acknowledged: null });
  return { rollout, second: () => stateLines(plan, rollout.state, rollout.now)[1] };
};

test("how long the way back took is held against its target, which is written as in the specification", () => {
  const { rollout, second } = started("abort");
  rollout.tick(HOUR, { requests: [request("abort")] });
  const since = rollout.now;
  expect(second()).toBe(
    "  breach to verdict not known, verdict to flags not known, to stable everywhere not known (target 5m), to the last task not known",
  );
  rollout.tick(6 * MINUTE, { acknowledged: since + 4500 });
  expect(second()).toBe(
    "  breach to verdict not known, verdict to flags 0ms, to stable everywhere 4.5s (target 5m: kept), to the last task not known",
  );
});

test("a step down that took longer than it may says so", () => {
  const { rollout, second } = started("stepDown");
  rollout.tick(DAY, (now) => ({ verdicts: { errors: measured("pass", now) } }));
  rollout.tick(HOUR, (now) => ({ verdicts: { errors: measured("fail", now) } }));
  const { at } = rollout.state.steppedDown ?? { at: 0 };
  rollout.tick(20 * MINUTE, { verdicts: {}, acknowledged: at + 17 * MINUTE });
  expect(second()).toBe("  stepped down: verdict to the step before everywhere 17m (target 15m: missed)");
});
