import { expect, test } from "vitest";
import {
  aMetric,
  aPlan,
  DAY,
  digest,
  healthy,
  HOUR,
  measured,
  MINUTE,
  pause,
  request,
  setWeight,
  simulate,
} from "../../../support/rollouts.ts";
import type { Metric } from "../../../../src/rollout/plan.ts";

const before = () => healthy("old");
const climbing = (facts: Partial<Metric> = {}, plan: Parameters<typeof aPlan>[1] = {}) => {
  const watches = ["errors"];
  const steps = [10, 50, 100].flatMap((weight) => [setWeight(weight), { ...pause(DAY), watches }]);
  const metrics = [aMetric("errors", facts)];
  return simulate(aPlan(steps, { metrics, lease: 2 * DAY, ...plan }), { before: before() });
};
const fail = (now: number) => ({ verdicts: { errors: measured("fail", now) } });
const pass = (now: number) => ({ verdicts: { errors: measured("pass", now) } });

test("a metric that fails rolls back with one write, and the release is bad", () => {
  const rollout = climbing();
  rollout.tick(0);
  rollout.tick(HOUR, (now) => ({ verdicts: { errors: { ...measured("fail", now), since: now - 5 * MINUTE } } }));
  expect(rollout.phase).toMatchObject({
    name: "RollingBack",
    times: { t0: rollout.now - 5 * MINUTE, t1: rollout.now },
  });
  expect(rollout.production).toMatchObject({ weight: 0, lease: null, active: digest("old"), canary: null });
  expect(rollout.state.bad).toEqual({ [digest("new")]: "errors fails: fail" });
  rollout.tick(MINUTE);
  expect(rollout.phase).toMatchObject({ name: "Degraded" });
});

test("a rollback is over when the runtimes say so; if they are late somebody is called once", () => {
  const rollout = climbing();
  rollout.tick(0, { acknowledged: null });
  rollout.tick(HOUR, { requests: [request("abort")] });
  const since = rollout.now;
  expect(rollout.tick(5 * MINUTE).actions).toEqual([]);
  expect(rollout.tick(MINUTE).actions).toMatchObject([{ kind: "notify", trigger: "on-rollout-late", page: true }]);
  expect(rollout.tick(MINUTE).actions).toEqual([]);
  expect(rollout.phase.name).toBe("RollingBack");
  const { audit } = rollout.tick(MINUTE, { acknowledged: since + 7 * MINUTE });
  expect(audit).toMatchObject([{ event: "rolled-back", why: "because; back on stable after 7m" }]);
  expect(rollout.phase).toMatchObject({ name: "Degraded", times: { t2: since, t3: since + 7 * MINUTE } });
});

test("grace: only what fails without a break for as long is answered, and silence is no recovery", () => {
  const rollout = climbing({ for: HOUR, inconclusiveLimit: 9 });
  rollout.tick(0);
  rollout.tick(30 * MINUTE, fail);
  rollout.tick(30 * MINUTE, pass);
  rollout.tick(30 * MINUTE, fail);
  rollout.tick(30 * MINUTE, (now) => ({ verdicts: { errors: measured("noData", now) } }));
  expect(rollout.phase.name).toBe("Progressing");
  rollout.tick(30 * MINUTE, fail);
  expect(rollout.phase.name).toBe("RollingBack");
});

test("a step down goes to the weight before; failing there as well ends it", () => {
  const rollout = climbing({ onFailure: "stepDown" });
  rollout.tick(0);
  rollout.tick(DAY, pass);
  expect(rollout.production.weight).toBe(50);
  rollout.tick(HOUR, fail);
  expect([rollout.phase, rollout.production.weight]).toEqual([
    { name: "Paused", reason: "SteppedDown", why: "errors fails: fail", since: rollout.now },
    10,
  ]);
  expect(rollout.tick(MINUTE, { requests: [request("resume")] }).audit).toMatchObject([{ event: "resume-refused" }]);
  rollout.tick(HOUR, fail);
  expect(rollout.phase).toMatchObject({
    name: "RollingBack",
    why: "errors fails: fail, after it was stepped down as well",
  });
});

test("a retry climbs again from that step; the second that fails calls somebody", () => {
  const rollout = climbing({ onFailure: "stepDown" });
  const climbAndFall = () => {
    rollout.tick(DAY, pass);
    expect(rollout.production.weight).toBe(50);
    rollout.tick(HOUR, fail);
    expect(rollout.production.weight).toBe(10);
  };
  rollout.tick(0);
  climbAndFall();
  rollout.tick(HOUR, { verdicts: {}, requests: [request("retry")] });
  climbAndFall();
  expect(rollout.phase).toMatchObject({ reason: "SteppedDown" });
  rollout.tick(HOUR, { verdicts: {}, requests: [request("retry")] });
  climbAndFall();
  expect(rollout.phase).toMatchObject({ reason: "Escalated" });
});

test("a step down is held against its time: by what the runtimes say, and somebody is called where they do not", () => {
  const rollout = climbing({ onFailure: "stepDown" });
  rollout.tick(0, { acknowledged: null });
  rollout.tick(DAY, pass);
  rollout.tick(HOUR, fail);
  const { at } = rollout.state.steppedDown ?? { at: 0 };
  expect(rollout.tick(15 * MINUTE, { verdicts: {} }).actions).toEqual([]);
  expect(rollout.tick(MINUTE).actions).toMatchObject([{ trigger: "on-rollout-late", page: true }]);
  expect(rollout.tick(MINUTE).actions).toEqual([]);
  const { audit } = rollout.tick(MINUTE, { acknowledged: at + 17 * MINUTE });
  expect(audit).toMatchObject([
    { event: "stepped-down", why: "on the step before after 17m, of 15m that it may take" },
  ]);
  expect(rollout.state.steppedDown).toEqual({ at, back: at + 17 * MINUTE, paged: true });
});

test("more than three step-downs of one step call somebody", () => {
  const rollout = climbing({ onFailure: "stepDown" }, { escalation: { stepDowns: 3, retries: 99 } });
  rollout.tick(0);
  const reasons = [1, 2, 3, 4].map(() => {
    rollout.tick(DAY, pass);
    rollout.tick(HOUR, fail);
    const { phase } = rollout;
    rollout.tick(HOUR, { verdicts: {}, requests: [request("retry")] });
    return phase.name === "Paused" ? phase.reason : phase.name;
  });
  expect(reasons).toEqual(["SteppedDown", "SteppedDown", "SteppedDown", "Escalated"]);
});

test("where nothing is rolled back by itself it pauses and calls; warnings only tell", () => {
  const rollback = { target: 1, stepDownTarget: 1, inFlight: "drain", automatic: false, window: 3 } as const;
  const manual = climbing({}, { rollback });
  manual.tick(0);
  expect(manual.tick(HOUR, fail).actions).toMatchObject([{ trigger: "on-rollout-paused", page: true }]);
  expect([manual.phase.name, manual.production.weight]).toEqual(["Paused", 10]);
  const warned = climbing({ onFailure: "warn" });
  warned.tick(0);
  expect(warned.tick(HOUR, fail).actions).toMatchObject([{ trigger: "on-analysis-run-failed", page: false }]);
  expect(warned.tick(HOUR, fail).actions).toEqual([]);
  expect(warned.phase.name).toBe("Progressing");
});

test("an emergency leaves everybody on stable, and only an approved request leads out", () => {
  const rollout = climbing({ onFailure: "emergencyDisable" });
  rollout.tick(0);
  rollout.tick(HOUR, fail);
  expect(rollout.phase.name).toBe("Frozen");
  const offer = { release: digest("newer"), commit: "c2", risk: "low", plan: aPlan([setWeight(10)]) } as const;
  rollout.tick(HOUR, { offer, requests: [request("unfreeze"), request("retry"), request("promote")] });
  expect([rollout.phase.name, rollout.production.weight]).toEqual(["Frozen", 0]);
  rollout.tick(HOUR, { requests: [request("unfreeze")], unfreeze: [{ person: "bob", role: null }], offer: null });
  expect(rollout.phase).toMatchObject({ name: "Degraded", times: null });
});

test("abort × state", () => {
  const done = simulate(aPlan([setWeight(100)]), { before: before() });
  done.tick(0);
  const { audit } = done.tick(HOUR, { requests: [request("abort")] });
  expect(audit).toMatchObject([{ event: "abort-refused", why: "nothing to abort: the rollout is Healthy" }]);
  expect(done.production).toMatchObject({ active: digest("new"), stable: digest("new") });
  for (const order of [
    ["abort", "promote"],
    ["promote", "abort"],
  ] as const) {
    const rollout = climbing();
    rollout.tick(0);
    rollout.tick(HOUR, { requests: order.map((verb) => request(verb, { full: true })) });
    expect([rollout.phase.name, rollout.production.weight]).toEqual(["RollingBack", 0]);
  }
});

test("what was rolled back stays so, tick after tick; only a forced retry begins anew, under a new number", () => {
  const rollout = climbing();
  rollout.tick(0);
  rollout.tick(HOUR, { requests: [request("abort")] });
  rollout.tick(MINUTE);
  for (let tick = 0; tick < 3; tick += 1) {
    expect(rollout.tick(HOUR).audit).toEqual([]);
    expect(rollout.phase.name).toBe("Degraded");
  }
  expect(rollout.tick(HOUR, { requests: [request("retry")] }).audit).toMatchObject([{ event: "retry-refused" }]);
  rollout.tick(HOUR, { requests: [request("retry", { force: true })] });
  expect([rollout.state.id, rollout.phase.name, rollout.production.weight]).toEqual(["team-a/r3", "Progressing", 10]);
  expect(rollout.state.history.at(-1)).toMatchObject({ id: "team-a/r2", end: "RolledBack" });
});

test("undo goes back to the last good one inside the window, never to one that was aborted", () => {
  const step = (name: string, state: ReturnType<typeof healthy>) => healthy(name, state);
  const two = healthy("two");
  const three = step("three", two);
  const aborted = simulate(aPlan([setWeight(10), pause()]), { before: three, release: digest("four") });
  aborted.tick(0, { intact: { [digest("four")]: null, [digest("three")]: null } });
  aborted.tick(HOUR, { requests: [request("abort")] });
  aborted.tick(MINUTE);
  const five = step("five", aborted.state);
  const undone = (window: number) => {
    const rollback = { target: 1, stepDownTarget: 1, inFlight: "drain", automatic: true, window } as const;
    const rollout = simulate(aPlan([setWeight(100)], { rollback }), { before: five, release: digest("five") });
    const result = rollout.tick(HOUR, { requests: [request("undo")], intact: { [digest("three")]: null } });
    return [rollout.production.active, result.audit.at(-1)?.why];
  };
  expect(undone(3)).toEqual([digest("three"), `because: back to ${digest("three")}`]);
  expect(undone(1)).toEqual([digest("five"), "no good release within 1 before this one: team-a/r3 (RolledBack)"]);
  const first = simulate(aPlan([setWeight(100)]), { before: healthy("one"), release: digest("one") });
  expect(first.tick(HOUR, { requests: [request("undo")] }).audit.at(-1)?.why).toBe(
    "there is no release before this one to go back to",
  );
  const six = simulate(aPlan([setWeight(10), pause()]), { before: five, release: digest("six") });
  six.tick(0, { intact: { [digest("six")]: null, [digest("five")]: null } });
  six.tick(HOUR, { requests: [request("abort")] });
  expect(six.production.active).toBe(digest("five"));
  six.tick(MINUTE);
  six.tick(MINUTE, { requests: [request("undo")], intact: { [digest("three")]: "it is gone" } });
  expect(six.production).toMatchObject({ active: digest("five") });
  six.tick(MINUTE, { requests: [request("undo")], intact: { [digest("three")]: null } });
  expect(six.production).toMatchObject({ active: digest("three"), stable: digest("three") });
});

test("a release whose files are no longer what they were is taken from everybody", () => {
  const rollout = climbing();
  rollout.tick(0);
  rollout.tick(HOUR, { intact: { [digest("new")]: "SKILL.md differs", [digest("old")]: null } });
  expect(rollout.phase).toMatchObject({ name: "RollingBack", why: `${digest("new")}: SKILL.md differs` });
});

test("from a state that nobody signed nothing is raised or leased, and lowering goes on", () => {
  const rollout = climbing({}, { lease: 2 * HOUR });
  rollout.tick(0);
  const uncovered = "the checkpoint is of another log";
  const { lease } = rollout.production;
  rollout.tick(HOUR, { uncovered, requests: [request("promote", { full: true })] });
  expect([rollout.production.weight, rollout.production.lease]).toEqual([10, lease]);
  rollout.tick(HOUR);
  expect([rollout.production.weight, rollout.phase.name]).toEqual([0, "Progressing"]);
  rollout.tick(HOUR, { requests: [request("abort")] });
  expect(rollout.phase.name).toBe("RollingBack");
});

test("a deadline that passed pauses and calls; resuming gives as much time again", () => {
  const rollout = climbing({}, { deadline: 12 * HOUR });
  rollout.tick(0);
  rollout.tick(13 * HOUR);
  expect(rollout.phase).toMatchObject({ name: "Paused", reason: "Deadline" });
  rollout.tick(HOUR, { requests: [request("resume")] });
  rollout.tick(12 * HOUR);
  expect(rollout.phase.name).toBe("Progressing");
});

test("a request is answered once", () => {
  const rollout = climbing();
  rollout.tick(0);
  const again = request("pause");
  rollout.tick(MINUTE, { requests: [again] });
  rollout.tick(MINUTE, { requests: [again, request("resume")] });
  expect(rollout.phase.name).toBe("Progressing");
});

test("without a release there is nothing to start", () => {
  const rollout = simulate(aPlan([setWeight(10)]));
  expect(rollout.tick(0, { offer: null })).toEqual({
    state: null,
    actions: [],
    audit: [],
    measured: {},
    waits: "there is no release to start",
  });
});

test.each(["abort", "emergency-disable", "pause"] as const)(
  "%s is answered by a clock that is behind the last tick",
  (verb) => {
    const rollout = climbing();
    rollout.tick(0);
    rollout.tick(HOUR);
    const { tickedAt } = rollout.state;
    rollout.tick(-DAY, { requests: [request("promote", { id: "1" }), request(verb, { id: "2" })] });
    expect(rollout.phase.name).toBe({ abort: "RollingBack", "emergency-disable": "Frozen", pause: "Paused" }[verb]);
    expect(rollout.production.weight).toBe(verb === "pause" ? 10 : 0);
    expect([rollout.state.tickedAt, rollout.state.answered]).toEqual([tickedAt, ["2"]]);
  },
);
