import { expect, test } from "vitest";
import type { GoldenEvidence } from "../../../../src/rollout/reconcile/evidence.ts";
import { aPlan, DAY, digest, HOUR, MINUTE, request, setWeight, simulate } from "../../../support/rollouts.ts";

const STEP = {
  kind: "golden",
  dataset: "golden/a.yaml",
  margin: 0.05,
  alpha: 0.05,
  timeout: DAY,
  onTimeout: "abort",
} as const;
const inStaging = { stage: "staging", environment: "staging" } as const;
const PLAN = aPlan([
  { ...setWeight(100), ...inStaging, id: "staging/1" },
  { ...STEP, ...inStaging, id: "staging/2" },
  { ...setWeight(100), id: "canary/1" },
]);

const counted = (met: number, runs: number, id = "golden/a/greet") => ({
  id,
  missing: "",
  now: { successes: met, trials: runs },
  reference: { successes: runs, trials: runs },
});
const report = (cases: GoldenEvidence["cases"], facts: Partial<GoldenEvidence> = {}) => ({
  golden: { "staging/2": { release: digest("new"), otherwise: null, cases, ...facts } },
});

test("nobody outside staging gets a release until a report says that it is not worse", () => {
  const rollout = simulate(PLAN);
  expect(rollout.tick(0).waits).toBe("waits for a report: agent-ci golden diff --rollout team-a");
  rollout.tick(MINUTE, report([counted(59, 59)]));
  expect([rollout.phase.name, rollout.state.step]).toEqual(["Healthy", 3]);
});

test("a report about another release, or about other references, passes nothing", () => {
  const rollout = simulate(PLAN);
  const other = rollout.tick(0, report([counted(59, 59)], { release: digest("old") }));
  expect(other.waits).toBe(
    `the report of golden cases is about ${digest("old")}, and this is ${digest("new")}: run it for this release`,
  );
  const references = rollout.tick(MINUTE, report([counted(59, 59)], { otherwise: "it was held to others" }));
  expect([references.waits, rollout.state.step]).toEqual(["it was held to others", 1]);
});

test("a report of before does not pass the release that came after", () => {
  const rollout = simulate(PLAN);
  rollout.tick(0);
  const offer = { release: digest("newer"), commit: "c2", risk: "low", plan: PLAN } as const;
  rollout.tick(MINUTE, { offer, ...report([counted(59, 59)]) });
  expect([rollout.state.release, rollout.state.step]).toEqual([digest("newer"), 1]);
});

test("a release that is worse is given to nobody", () => {
  const rollout = simulate(PLAN);
  rollout.tick(0, report([...Array.from({ length: 40 }, (_, at) => counted(5, 5, `golden/a/${at}`)), counted(0, 5)]));
  expect(rollout.phase).toMatchObject({
    name: expect.stringMatching(/^(?:RollingBack|Failed)$/),
    why: expect.stringContaining("golden/a.yaml: worse: 200 of 205, reference 205 of 205"),
  });
});

test.each([
  [
    [counted(58, 58)],
    "58 of 58, reference 58 of 58: −5 to 5 points, of which 5 may be lost says neither; it takes 59 runs without a miss",
  ],
  [[counted(59, 59), { ...counted(0, 0), missing: "it was left out" }], "golden/a/greet says nothing: it was left out"],
  [
    [],
    "0 of 0, reference 0 of 0: −100 to 100 points, of which 5 may be lost says neither; it takes 59 runs without a miss",
  ],
])("what proves nothing is no pass: %#", (cases, why) => {
  const rollout = simulate(PLAN);
  rollout.tick(0, report(cases));
  expect(rollout.phase).toMatchObject({ name: "Paused", reason: "Inconclusive", why: `golden/a.yaml: ${why}` });
  // The same report once more changes nothing.
  expect(rollout.tick(0).audit).toEqual([]);
  // Somebody runs more of them, and goes on.
  rollout.tick(HOUR, { requests: [request("resume")], ...report([counted(59, 59)]) });
  expect(rollout.phase.name).toBe("Healthy");
});

test("nobody promotes past it, not even in a hurry", () => {
  const rollout = simulate(PLAN);
  rollout.tick(0, report([counted(5, 5)]));
  rollout.tick(MINUTE, { golden: {}, requests: [request("promote", { full: true })] });
  rollout.tick(MINUTE, { requests: [request("promote")] });
  expect(rollout.state.step).toBe(1);
});

test("where no report comes, the rollout ends, or asks somebody", () => {
  const rollout = simulate(PLAN);
  rollout.tick(0);
  rollout.tick(DAY + MINUTE);
  expect(rollout.phase).toMatchObject({ why: "staging/2: no report of golden/a.yaml in time" });
  const holding = simulate(aPlan([{ ...STEP, onTimeout: "hold" }, setWeight(100)]));
  holding.tick(0);
  holding.tick(2 * DAY);
  expect(holding.phase).toMatchObject({ name: "Paused", reason: "TimedOut" });
});
