import { expect, test } from "vitest";
import type { MonitorCheckpoint, RolloutStep } from "../../../../src/rollout/plan.ts";
import {
  aMetric,
  aPlan,
  DAY,
  digest,
  healthy,
  HOUR,
  MINUTE,
  pause,
  request,
  setWeight,
  simulate,
} from "../../../support/rollouts.ts";

const WAITS = { begin: DAY, decision: 7 * DAY, onTimeout: "abort" } as const;
const job = { name: "job", command: ["job"], timeout: HOUR };
const checkpoint: MonitorCheckpoint = {
  name: "first-hour",
  after: HOUR,
  metrics: ["rate"],
  confirmations: ["it works"],
  roles: [],
  timeout: DAY,
  onTimeout: "hold",
};
const approval = { kind: "approval", when: "always", count: 1, roles: [], timeout: 3 * DAY } as const;
type Steps = Parameters<typeof aPlan>[0];

/** Of each kind of step those that wait for something which never comes, and until when they do, in days. */
const WAITING: Readonly<Record<RolloutStep["kind"], readonly (readonly [string, Steps[number], number])[]>> = {
  setWeight: [
    ["a release that nobody can verify", { kind: "setWeight", weight: 50 }, 1],
    ["a prerequisite", { kind: "setWeight", weight: 10, needs: ["machine"] }, 1],
  ],
  setValues: [["a prerequisite", { kind: "setValues", values: {}, needs: ["machine"] }, 1]],
  switch: [["a release that nobody can verify", { kind: "switch" }, 1]],
  pause: [
    ["somebody", { kind: "pause", minSamples: 0, onTimeout: "hold" }, 7],
    ["somebody who has a day", { kind: "pause", minSamples: 0, onTimeout: "hold", timeout: DAY }, 1],
    ["samples", { kind: "pause", duration: DAY, minSamples: 9, onTimeout: "hold" }, 28],
    [
      "samples within a time",
      { kind: "pause", duration: DAY, minSamples: 9, maxDuration: 2 * DAY, onTimeout: "hold" },
      2,
    ],
  ],
  analysis: [["verdicts", { kind: "analysis", metrics: ["rate"], timeout: 2 * DAY }, 2]],
  approval: [["approvals, and asks somebody", { ...approval, onTimeout: "hold" }, 3]],
  job: [],
  golden: [
    [
      "a report, and asks somebody",
      { kind: "golden", dataset: "golden", margin: 0.1, alpha: 0.05, timeout: 2 * DAY, onTimeout: "hold" },
      2,
    ],
  ],
  burnIn: [
    [
      "runs",
      { kind: "burnIn", ...job, duration: DAY, every: HOUR, maxDuration: 3 * DAY, limits: [], onFailure: "abort" },
      3,
    ],
  ],
  benchmark: [
    [
      "numbers",
      {
        kind: "benchmark",
        ...job,
        benchmarks: [{ name: "n", of: "n", better: "lower", target: 1, onFailure: "pause" }],
      },
      1,
    ],
  ],
  monitor: [["a checkpoint", { kind: "monitor", duration: 2 * DAY, schedule: [], checkpoints: [checkpoint] }, 1]],
};

const VERIFIED = { intact: { [digest("new")]: null, [digest("old")]: null } };

/** A rollout that comes to the step after an hour; from then on nothing that it waits for comes. */
function comeTo(step: Steps[number], onTimeout: "abort" | "hold" = "abort") {
  const plan = aPlan([setWeight(10), pause(HOUR), step, setWeight(100)], {
    metrics: [aMetric("rate", { inconclusiveLimit: 99 })],
    prerequisites: [{ name: "machine", kind: "job", command: ["true"], timeout: HOUR }],
    lease: 2 * DAY,
    deadline: 28 * DAY,
    waits: { ...WAITS, onTimeout },
  });
  const rollout = simulate(plan, { before: healthy("old") });
  rollout.tick(0, { ...VERIFIED, prerequisites: { machine: "it is too small" } });
  const waitsToVerify = (step.kind === "setWeight" || step.kind === "switch") && !step.needs;
  let hours = 0;
  while (rollout.phase.name !== "Paused" && hours < 60 * 24) {
    rollout.tick(HOUR, waitsToVerify ? { intact: {} } : VERIFIED);
    hours += 1;
  }
  return { rollout, days: Math.floor(hours / 24) };
}

const CASES = Object.entries(WAITING).flatMap(([kind, all]) => all.map((one) => [kind, ...one] as const));

test.each(CASES)("%s waits for %s, and not for ever", (_kind, _what, step, days) => {
  const { rollout, days: waited } = comeTo(step);
  expect([rollout.phase.name, waited]).toEqual(["Paused", days]);
  for (let day = 0; day < 8; day += 1) rollout.tick(DAY);
  expect(rollout.phase).toMatchObject({ name: "Degraded" });
  expect(rollout.production).toMatchObject({ weight: 0, active: digest("old") });
});

test("where nobody decides and nothing is to be taken back, somebody is called again each time", () => {
  const { rollout } = comeTo({ kind: "pause", minSamples: 0, onTimeout: "hold", timeout: DAY }, "hold");
  const called = [1, 2, 3].map(() => {
    for (let day = 0; day < 6; day += 1) expect(rollout.tick(DAY).actions).toEqual([]);
    return rollout.tick(DAY).actions;
  });
  for (const actions of called) expect(actions).toMatchObject([{ kind: "notify", page: true }]);
  expect([rollout.phase.name, rollout.production.weight]).toEqual(["Paused", 10]);
});

test("who goes on lets it wait anew", () => {
  const { rollout } = comeTo({ ...approval, onTimeout: "hold" });
  expect(rollout.phase).toMatchObject({ reason: "TimedOut" });
  rollout.tick(HOUR, { requests: [request("resume")] });
  expect(rollout.phase.name).toBe("AwaitingApproval");
  for (let day = 0; day < 2; day += 1) rollout.tick(DAY);
  expect(rollout.phase.name).toBe("AwaitingApproval");
  rollout.tick(DAY);
  expect(rollout.phase.name).toBe("Paused");
});

test("runtimes that never say that they are back end a rollback with their leases, and no later", () => {
  const rollout = simulate(aPlan([setWeight(10), pause()], { lease: 2 * HOUR }), { before: healthy("old") });
  rollout.tick(0, { ...VERIFIED, acknowledged: null });
  rollout.tick(HOUR, { requests: [request("abort")] });
  rollout.tick(2 * HOUR);
  expect(rollout.phase.name).toBe("RollingBack");
  // Clocks may be five minutes behind.
  const { audit } = rollout.tick(6 * MINUTE);
  expect(rollout.phase).toMatchObject({ name: "Degraded", times: { t3: null } });
  expect(audit).toMatchObject([{ event: "rolled-back" }]);
});
