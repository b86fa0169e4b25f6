import { expect, test } from "vitest";
import type { MonitorCheckpoint } from "../../../../src/rollout/plan.ts";
import { isDue } from "../../../../src/rollout/reconcile/metrics.ts";
import {
  aMetric,
  aPlan,
  DAY,
  healthy,
  HOUR,
  measured,
  MINUTE,
  request,
  setWeight,
  simulate,
} from "../../../support/rollouts.ts";

const KEY = "canary/1/first-day";
const firstDay: MonitorCheckpoint = {
  name: "first-day",
  after: DAY,
  metrics: ["sessions"],
  confirmations: ["users were asked"],
  roles: [],
  timeout: DAY,
  onTimeout: "hold",
};
const bob = { by: [{ person: "bob", role: null }], rejected: null };

/** Watched for a week, with a checkpoint after a day; brought to where it is due. */
function dayOne(facts: Partial<MonitorCheckpoint> = {}) {
  const schedule = [{ for: 7 * DAY, every: DAY }];
  const checkpoints = [{ ...firstDay, ...facts }];
  const plan = aPlan(
    [setWeight(100), { kind: "monitor", duration: 7 * DAY, schedule, checkpoints, watches: ["errors"] }],
    { metrics: [aMetric("sessions"), aMetric("errors")], lease: 8 * DAY },
  );
  const rollout = simulate(plan, { before: healthy("old") });
  rollout.tick(0);
  rollout.tick(23 * HOUR);
  return { rollout, plan };
}
const sessions = (verdict: "pass" | "fail") => (now: number) => ({ verdicts: { sessions: measured(verdict, now) } });

test("it waits for what is measured and for what people confirm, while the release is watched", () => {
  const { rollout } = dayOne();
  expect(rollout.tick(59 * MINUTE, { approvals: { [KEY]: bob } }).waits).toBe("watched 23h 59m of 7d");
  expect(rollout.state.approvedBy).toEqual({});
  const due = rollout.tick(MINUTE, { approvals: {} });
  expect(due.audit).toMatchObject([{ event: "checkpoint-due", why: "first-day: sessions; users were asked" }]);
  expect(due.waits).toBe(
    "watched 24h of 7d; first-day: sessions has not passed; nobody has confirmed: users were asked",
  );
  // Five sessions of ten: not yet, and no failure of the release.
  rollout.tick(HOUR, sessions("fail"));
  expect(rollout.phase.name).toBe("Monitoring");
  expect(rollout.tick(HOUR, sessions("pass")).waits).toContain("first-day: nobody has confirmed: users were asked");
  const { audit } = rollout.tick(HOUR, { approvals: { [KEY]: bob } });
  expect(audit.map(({ event }) => event)).toEqual(["approved", "checkpoint-passed"]);
  rollout.tick(7 * DAY);
  expect(rollout.phase).toEqual({ name: "Healthy", outcome: "COMPLETE" });
});

test("its metric is asked from then on at every tick, and not before", () => {
  const { rollout, plan } = dayOne();
  const due = (after: number) => isDue(plan, rollout.state, "sessions", rollout.now + after, { interval: 0, delay: 0 });
  expect([due(59 * MINUTE), due(HOUR)]).toEqual([false, true]);
  rollout.tick(HOUR, sessions("fail"));
  expect(due(15 * MINUTE)).toBe(true);
});

test("what passed before it was due says nothing of it", () => {
  const { rollout } = dayOne({ confirmations: [] });
  rollout.tick(HOUR, (now) => ({ verdicts: { sessions: measured("pass", now - 1) } }));
  expect(rollout.state.checkpoints[KEY]?.end).toBeNull();
  rollout.tick(MINUTE, sessions("pass"));
  expect(rollout.state.checkpoints[KEY]?.end).toBe("passed");
});

test("while it waits the release can be taken back", () => {
  const { rollout } = dayOne();
  rollout.tick(HOUR);
  rollout.tick(HOUR, (now) => ({ verdicts: { errors: measured("fail", now) } }));
  expect(rollout.phase.name).toBe("RollingBack");
});

test.each([
  ["hold", { name: "Paused", reason: "Checkpoint" }],
  ["abort", { name: "RollingBack" }],
  ["promote", { name: "Monitoring" }],
] as const)("where nobody comes within a day: %s", (onTimeout, phase) => {
  const { rollout } = dayOne({ onTimeout });
  rollout.tick(HOUR);
  rollout.tick(DAY - MINUTE);
  expect(rollout.phase.name).toBe("Monitoring");
  rollout.tick(MINUTE);
  expect(rollout.phase).toMatchObject(phase);
});

test("a checkpoint that was missed makes the end incomplete, whoever passed over it", () => {
  const missed = dayOne({ onTimeout: "promote" }).rollout;
  for (let day = 0; day < 8; day += 1) missed.tick(DAY);
  expect(missed.phase).toEqual({ name: "Healthy", outcome: "INCOMPLETE" });
  const promoted = dayOne().rollout;
  promoted.tick(HOUR);
  promoted.tick(DAY);
  expect(promoted.phase).toMatchObject({ reason: "Checkpoint" });
  promoted.tick(HOUR, { requests: [request("promote")] });
  for (let day = 0; day < 8; day += 1) promoted.tick(DAY);
  expect(promoted.phase).toEqual({ name: "Healthy", outcome: "INCOMPLETE" });
});

test("each role that it asks for is somebody else", () => {
  const { rollout } = dayOne({ metrics: [], roles: ["qa", "security"] });
  const said = (...by: readonly (readonly [string, string])[]) => ({
    approvals: { [KEY]: { by: by.map(([person, role]) => ({ person, role })), rejected: null } },
  });
  rollout.tick(HOUR, said(["bob", "qa"], ["bob", "security"]));
  rollout.tick(MINUTE);
  expect(rollout.state.checkpoints[KEY]?.end).toBeNull();
  rollout.tick(MINUTE, said(["eve", "security"]));
  expect(rollout.state.checkpoints[KEY]?.end).toBe("passed");
});

test("what was confirmed of a climb that failed is asked again of the next one", () => {
  const schedule = [{ for: 7 * DAY, every: DAY }];
  const checkpoints = [{ ...firstDay, metrics: [] }];
  const watched = { kind: "monitor", duration: 7 * DAY, schedule, checkpoints, watches: ["errors"] } as const;
  const metrics = [aMetric("errors", { onFailure: "stepDown" })];
  const plan = aPlan([setWeight(10), setWeight(100), watched], { metrics, lease: 8 * DAY });
  const rollout = simulate(plan, { before: healthy("old") });
  rollout.tick(0);
  rollout.tick(DAY, { approvals: { "canary/2/first-day": bob } });
  rollout.tick(MINUTE, (now) => ({ approvals: {}, verdicts: { errors: measured("fail", now) } }));
  expect([rollout.phase.name, rollout.production.weight]).toEqual(["Paused", 10]);
  rollout.tick(HOUR, { verdicts: {}, requests: [request("retry")] });
  expect(rollout.phase.name).toBe("Monitoring");
  expect(rollout.tick(DAY).waits).toContain("first-day: nobody has confirmed: users were asked");
});
