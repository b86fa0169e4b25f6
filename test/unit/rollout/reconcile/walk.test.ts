import { describe, expect, test } from "vitest";
import type { Metric, Plan } from "../../../../src/rollout/plan.ts";
import type { MetricVerdict } from "../../../../src/rollout/reconcile/evidence.ts";
import type { Judgement } from "../../../../src/rollout/state.ts";
import { attemptDigest } from "../../../../src/rollout/reconcile/approvals.ts";
import {
  aMetric,
  aPlan,
  DAY,
  digest,
  healthy,
  HOUR,
  NOON,
  measured,
  MINUTE,
  pause,
  request,
  setWeight,
  simulate,
} from "../../../support/rollouts.ts";

const CANARY = [
  setWeight(10),
  pause(DAY),
  setWeight(50),
  pause(DAY),
  setWeight(100),
  { kind: "monitor", duration: DAY, schedule: [] },
] as const;
const before = () => healthy("old");

test("a release climbs by its steps, is watched, and is then the stable one", () => {
  const rollout = simulate(aPlan(CANARY, { lease: 2 * DAY }), { before: before() });
  rollout.tick(0);
  expect([rollout.phase.name, rollout.production.weight]).toEqual(["Progressing", 10]);
  rollout.tick(DAY - MINUTE);
  expect(rollout.production.weight).toBe(10);
  rollout.tick(MINUTE);
  expect([rollout.production.weight, rollout.production.active]).toEqual([50, digest("old")]);
  rollout.tick(DAY);
  expect([rollout.phase.name, rollout.production.weight, rollout.production.active]).toEqual([
    "Monitoring",
    100,
    digest("new"),
  ]);
  rollout.tick(DAY);
  expect(rollout.phase).toEqual({ name: "Healthy", outcome: "COMPLETE" });
  expect(rollout.production).toMatchObject({ stable: digest("new"), active: digest("new"), canary: null, weight: 0 });
  expect(rollout.tick(DAY).audit).toEqual([]);
});

test("with ticks hours late only the leased part of each gap counts as held, and nobody is at fault", () => {
  const gaps = [270, 179, 146, 240, 323, 291, 261, 175, 147, 124];
  const rollout = simulate(aPlan([setWeight(10), pause(24 * HOUR), setWeight(50), pause()]), { before: before() });
  rollout.tick(0);
  for (const gap of gaps) {
    const { audit } = rollout.tick(gap * MINUTE);
    expect(audit.map(({ event }) => event)).toEqual(["lease-expired", "leased"]);
    expect(rollout.production.weight).toBe(10);
  }
  expect(rollout.state.held).toBe(1200 * MINUTE);
  rollout.tick(270 * MINUTE);
  rollout.tick(119 * MINUTE);
  expect(rollout.production.weight).toBe(10);
  rollout.tick(MINUTE);
  expect(rollout.production.weight).toBe(50);
  expect(rollout.state.bad).toEqual({});
});

test("with a lease longer than the gaps all of the time counts", () => {
  const gaps = [270, 179, 146, 240, 323, 291, 261, 175, 147, 124];
  const plan = aPlan([setWeight(10), pause(2156 * MINUTE), setWeight(50), pause()], { lease: 6 * HOUR });
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  for (const gap of gaps.slice(0, -1)) rollout.tick(gap * MINUTE);
  expect(rollout.production.weight).toBe(10);
  rollout.tick(124 * MINUTE);
  expect(rollout.production.weight).toBe(50);
});

test("a hold waits for samples as well as for time, and gives up after its longest", () => {
  const plan = aPlan([setWeight(10), pause(HOUR, { minSamples: 59, maxDuration: 24 * HOUR }), setWeight(50), pause()]);
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  expect(rollout.tick(HOUR, { samples: 41 }).waits).toBe("held 1h of 1h, 41 of 59 samples");
  for (let hour = 2; hour <= 24; hour += 1) rollout.tick(HOUR);
  expect(rollout.phase).toMatchObject({ name: "Paused", reason: "InsufficientData" });
  expect(rollout.production.weight).toBe(10);
});

test("a lease that ended is drained once clocks that are behind have ended it too", () => {
  const at = (late: number) => {
    const rollout = simulate(aPlan([setWeight(10), pause(DAY), setWeight(50)]), { before: before() });
    rollout.tick(0);
    return rollout.tick(2 * HOUR + late).audit.find(({ event }) => event === "lease-expired")?.why;
  };
  expect(at(4 * MINUTE)).toBe("no tick within 2h: production is at weight 0, not drained yet where a clock is behind");
  expect(at(5 * MINUTE)).toBe("no tick within 2h: production is at weight 0, drained at 2026-11-30T14:05:00.000Z");
});

test("a clock behind the last tick changes nothing", () => {
  const rollout = simulate(aPlan([setWeight(10), pause(HOUR), setWeight(50), pause()]), { before: before() });
  rollout.tick(0);
  rollout.tick(30 * MINUTE);
  const { state } = rollout;
  const late = rollout.tick(-10 * MINUTE, { requests: [request("promote")] });
  expect(late).toEqual({
    state,
    actions: [],
    audit: [],
    measured: {},
    waits: `the clock is behind the last tick, of ${new Date(state.tickedAt).toISOString()}`,
  });
});

test("an analysis passes by what was measured since the last change, and by nothing older", () => {
  const plan = aPlan([setWeight(10), { kind: "analysis", metrics: ["rate"], timeout: DAY }, setWeight(100), pause()], {
    metrics: [aMetric("rate")],
  });
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0, (now) => ({ verdicts: { rate: measured("pass", now) } }));
  expect(rollout.production.weight).toBe(10);
  rollout.tick(HOUR);
  expect(rollout.production.weight).toBe(10);
  rollout.tick(HOUR, (now) => ({ verdicts: { rate: measured("pass", now) } }));
  expect(rollout.production.weight).toBe(100);
});

test("no data never passes: beyond the limit it pauses, and the weight stays", () => {
  const plan = aPlan([setWeight(10), { kind: "analysis", metrics: ["rate"], timeout: DAY }, setWeight(100)], {
    metrics: [aMetric("rate", { inconclusiveLimit: 5 })],
  });
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  for (let tick = 1; tick <= 5; tick += 1)
    rollout.tick(15 * MINUTE, (now) => ({ verdicts: { rate: measured("noData", now) } }));
  expect([rollout.phase.name, rollout.production.weight]).toEqual(["Progressing", 10]);
  rollout.tick(15 * MINUTE, (now) => ({ verdicts: { rate: measured("noData", now) } }));
  expect(rollout.phase).toMatchObject({ name: "Paused", reason: "Inconclusive" });
  expect(rollout.production.weight).toBe(10);
});

describe("without a limit of its own a metric that says nothing", () => {
  const rollout = (facts: { maxDuration?: number } = {}, dryRun = false) => {
    const hold = { ...pause(DAY, { minSamples: 20, ...facts }), watches: ["rate"] };
    const plan = aPlan([setWeight(10), hold, setWeight(100), pause()], {
      metrics: [aMetric("rate", { inconclusiveLimit: null, dryRun })],
      lease: 7 * DAY,
    });
    const walked = simulate(plan, { before: before() });
    walked.tick(0);
    return walked;
  };
  const says = (verdict: Judgement, samples: number) => (now: number) => ({
    verdicts: { rate: measured(verdict, now) },
    samples,
  });

  test.each(["inconclusive", "noData"] as const)(
    "may do so while a hold lasts, and pauses it at its end: %s",
    (verdict) => {
      const walked = rollout();
      for (let hours = 1; hours < 24; hours += 1) walked.tick(HOUR, says(verdict, 40));
      expect([walked.phase.name, walked.production.weight]).toEqual(["Progressing", 10]);
      walked.tick(HOUR, says(verdict, 40));
      expect(walked.phase).toMatchObject({
        name: "Paused",
        reason: "Inconclusive",
        why: `canary/1: its time is over, and rate says nothing: ${verdict}`,
      });
      expect(walked.production.weight).toBe(10);
      walked.tick(HOUR, { requests: [request("promote")] });
      expect(walked.production.weight).toBe(100);
    },
  );

  test("is waited for where the hold may last longer, and goes on when it speaks", () => {
    const walked = rollout({ maxDuration: 2 * DAY });
    expect(walked.tick(DAY, says("inconclusive", 40)).waits).toContain("40 of 20 samples; rate says nothing yet");
    expect([walked.phase.name, walked.production.weight]).toEqual(["Progressing", 10]);
    walked.tick(HOUR, says("pass", 60));
    expect(walked.production.weight).toBe(100);
    const silent = rollout({ maxDuration: 2 * DAY });
    silent.tick(2 * DAY, says("inconclusive", 40));
    expect(silent.phase).toMatchObject({ name: "Paused", reason: "Inconclusive" });
  });

  test("that decides nothing holds nobody up", () => {
    const walked = rollout({}, true);
    walked.tick(DAY, says("inconclusive", 40));
    expect(walked.production.weight).toBe(100);
  });

  test("is no end of monitoring, unless somebody promotes to the end", () => {
    const watch = { kind: "monitor", duration: DAY, schedule: [], watches: ["rate"] } as const;
    const plan = aPlan([setWeight(100), watch], {
      metrics: [aMetric("rate", { inconclusiveLimit: null })],
      lease: 7 * DAY,
    });
    const walked = simulate(plan, { before: before() });
    walked.tick(0);
    walked.tick(HOUR, says("inconclusive", 40));
    expect(walked.phase.name).toBe("Monitoring");
    walked.tick(DAY, says("inconclusive", 40));
    expect(walked.phase).toMatchObject({ name: "Paused", reason: "Inconclusive" });
    walked.tick(HOUR, { requests: [request("promote", { full: true })] });
    expect(walked.phase.name).toBe("Healthy");
  });
});

test("errors in a row pause, and the lease is left to end", () => {
  const plan = aPlan([{ ...setWeight(10) }, { ...pause(DAY), watches: ["rate"] }], {
    metrics: [aMetric("rate", { consecutiveErrorLimit: 1 })],
  });
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  rollout.tick(HOUR, (now) => ({ verdicts: { rate: measured("error", now) } }));
  rollout.tick(HOUR, (now) => ({ verdicts: { rate: measured("error", now) } }));
  expect(rollout.phase).toMatchObject({ name: "Paused", reason: "ProviderError" });
  const lease = rollout.production.lease;
  rollout.tick(30 * MINUTE);
  expect(rollout.production.lease).toBe(lease);
  rollout.tick(2 * HOUR);
  expect([rollout.production.weight, rollout.production.lease]).toEqual([0, null]);
});

test("prerequisites that do not hold at the start end it; later ones make it wait", () => {
  const first = simulate(aPlan([{ ...setWeight(10), needs: ["git"] }]), { before: before() });
  first.tick(0, { prerequisites: { git: "git is not there" } });
  expect(first.phase).toEqual({ name: "Failed", why: "prerequisite git: git is not there" });
  const plan = aPlan([{ ...setWeight(10), needs: ["git"] }, pause()]);
  const next = simulate(plan, { before: before() });
  // What begins in a tick was not looked at by it.
  next.tick(0, { prerequisites: {} });
  expect(next.phase.name).toBe("Pending");
  next.tick(HOUR, { prerequisites: { git: null } });
  expect(next.production.weight).toBe(10);
  const other = {
    release: digest("newer"),
    commit: "c2",
    risk: "low",
    plan: { ...plan, digest: digest("other") },
  } as const;
  expect(next.tick(HOUR, { offer: other }).waits).toBe("prerequisite git: was not looked at");
  expect(next.phase.name).toBe("Pending");
  const later = simulate(aPlan([setWeight(10), { ...setWeight(50), needs: ["git"] }, pause()]), { before: before() });
  expect(later.tick(0).waits).toBe("prerequisite git: was not looked at");
  later.tick(HOUR, { prerequisites: { git: null } });
  expect(later.production.weight).toBe(50);
});

test("from 75 to 100 is refused where the way back does not verify", () => {
  const rollout = simulate(aPlan([setWeight(75), pause(HOUR), setWeight(100), pause()]), { before: before() });
  rollout.tick(0);
  const intact = { [digest("new")]: null, [digest("old")]: "AGENTS.md differs" };
  expect(rollout.tick(HOUR, { intact }).waits).toBe(`${digest("old")} was not verified: AGENTS.md differs`);
  expect(rollout.production.weight).toBe(75);
});

test("a job is asked for until it ended; one that fails or lasts too long rolls back", () => {
  const plan = aPlan([
    { kind: "job", name: "smoke", command: ["npm", "test"], timeout: 5 * MINUTE },
    setWeight(10),
    pause(),
  ]);
  const good = simulate(plan, { before: before() });
  expect(good.tick(0).actions).toEqual([
    { kind: "job", step: "canary/0", command: ["npm", "test"], timeout: 5 * MINUTE },
  ]);
  good.tick(MINUTE, { jobs: { "canary/0": "passed" } });
  expect(good.production.weight).toBe(10);
  const bad = simulate(plan, { before: before() });
  bad.tick(0);
  bad.tick(MINUTE, { jobs: { "canary/0": "failed" } });
  expect(bad.phase).toEqual({ name: "Failed", why: "smoke failed" });
});

test("a job whose ticks are ended is asked for again, and not for ever; what was held up before is not its time", () => {
  const smoke = { kind: "job", name: "smoke", command: ["npm", "test"], timeout: 5 * MINUTE, needs: ["git"] } as const;
  const plan = aPlan([setWeight(10), smoke, pause()], {
    waits: { begin: DAY, decision: 60 * DAY, onTimeout: "abort" },
  });
  const ended = simulate(plan, { before: before() });
  ended.tick(0, { prerequisites: { git: "git is not there" } });
  // An hour later it holds, and what runs then is ended; so it is for a day.
  const [asked] = ended.tick(HOUR, { prerequisites: { git: null } }).actions;
  expect(asked).toMatchObject({ kind: "job", step: "canary/1" });
  expect(ended.tick(HOUR).actions).toEqual([asked]);
  expect(ended.tick(22 * HOUR).actions).toEqual([asked]);
  ended.tick(6 * MINUTE);
  expect(ended.phase).toMatchObject({ name: "RollingBack", why: "smoke did not end in time" });
  const held = simulate(plan, { before: before() });
  held.tick(0, { prerequisites: { git: null } });
  held.tick(HOUR, { requests: [request("pause")] });
  expect(held.tick(30 * DAY, { requests: [request("resume")] }).actions).toEqual([asked]);
});

test("the first release and a risky one ask; as many people, with their roles, approve", () => {
  const step = {
    kind: "approval",
    when: "firstOrRisk",
    count: 2,
    roles: ["qa", "security"],
    timeout: DAY,
    onTimeout: "abort",
  } as const;
  const rollout = simulate(aPlan([step, setWeight(10), pause()]));
  rollout.tick(0);
  expect(rollout.phase.name).toBe("AwaitingApproval");
  const ada = [
    { person: "ada", role: "qa" },
    { person: "ada", role: "security" },
  ];
  expect(rollout.tick(HOUR, { approvals: { "canary/0": { by: ada, rejected: null } } }).waits).toMatch(
    /^1 of 2 approvals of [0-9a-f]{12}$/,
  );
  const both = [...ada, { person: "bob", role: "qa" }];
  rollout.tick(HOUR, { approvals: { "canary/0": { by: both, rejected: null } } });
  expect([rollout.production.weight, rollout.state.approvedBy]).toEqual([10, { "canary/0": both }]);
  const known = simulate(aPlan([step, setWeight(10), pause()]), { before: before() });
  known.tick(0);
  expect(known.production.weight).toBe(10);
  const late = simulate(aPlan([step, setWeight(10)]));
  late.tick(0);
  late.tick(DAY);
  expect(late.phase).toEqual({ name: "Failed", why: "canary/0: not approved in time" });
});

test("values of a step go to the canary, and stay with the release that became stable", () => {
  const values = { agents: 300, topology: "hybrid" };
  const rollout = simulate(aPlan([{ kind: "setValues", values }, setWeight(10), pause(HOUR)]), { before: before() });
  rollout.tick(0);
  expect(rollout.production).toMatchObject({ values, stableValues: {}, weight: 10 });
  rollout.tick(HOUR);
  expect(rollout.production).toMatchObject({ values: {}, stableValues: values, weight: 0 });
});

test("blue-green: the preview is there at weight 0, the switch is one step, the former stays ready", () => {
  const plan = aPlan([pause(HOUR), { kind: "switch" }, pause(HOUR)]);
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  expect(rollout.production).toMatchObject({ canary: digest("new"), active: digest("old"), weight: 0 });
  rollout.tick(HOUR);
  expect(rollout.production).toMatchObject({ active: digest("new"), stable: digest("old"), weight: 100 });
  rollout.tick(MINUTE, { requests: [request("abort")] });
  expect(rollout.production).toMatchObject({ active: digest("old"), stable: digest("old"), weight: 0, canary: null });
});

test("a newer release restarts, waits or is refused as the plan says", () => {
  const steps = [setWeight(10), pause(DAY)];
  const offer = { release: digest("newer"), commit: "c2", risk: "low", plan: aPlan(steps) } as const;
  const restarted = simulate(aPlan(steps), { before: before() });
  restarted.tick(0);
  const { audit } = restarted.tick(HOUR, { offer });
  expect(audit.map(({ event }) => event)).toEqual(["superseded", "began", "started", "passed-setWeight", "leased"]);
  expect([restarted.state.id, restarted.state.history.at(-1)?.end]).toEqual(["team-a/r3", "Superseded"]);
  const queued = simulate(aPlan(steps, { onNewRelease: "queue" }), { before: before() });
  queued.tick(0);
  expect(queued.tick(HOUR, { offer }).waits).toMatch(/^held 1h/);
  expect(queued.state.release).toBe(digest("new"));
});

test("the outcome is told by the declared metrics", () => {
  const end = (verdict: "pass" | "fail" | "inconclusive") => {
    const plan = aPlan([{ ...setWeight(100) }, { ...pause(HOUR), watches: ["capacity"] }], {
      metrics: [aMetric("capacity", { onFailure: "warn", inconclusiveLimit: 9 })],
      outcome: { complete: ["capacity"], pivot: ["capacity"] },
    });
    const rollout = simulate(plan, { before: before() });
    rollout.tick(0);
    rollout.tick(HOUR, (now) => ({ verdicts: { capacity: measured(verdict, now) } }));
    return rollout.phase;
  };
  expect(end("pass")).toEqual({ name: "Healthy", outcome: "COMPLETE" });
  expect(end("inconclusive")).toEqual({ name: "Healthy", outcome: "INCOMPLETE" });
  expect(end("fail")).toEqual({ name: "Healthy", outcome: "PIVOT" });
});

test("nothing succeeded: error, fail, error, fail, error is no success, whatever its limits allow", () => {
  const plan = aPlan([setWeight(10), { kind: "analysis", metrics: ["rate"], timeout: HOUR }, setWeight(100)], {
    metrics: [aMetric("rate", { failureLimit: 2 })],
  });
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  for (const verdict of ["error", "fail", "error", "fail", "error"] as const)
    rollout.tick(10 * MINUTE, (now) => ({ verdicts: { rate: measured(verdict, now) } }));
  expect([rollout.phase.name, rollout.production.weight]).toEqual(["Progressing", 10]);
  rollout.tick(HOUR);
  expect(rollout.phase).toMatchObject({ name: "Paused", reason: "Inconclusive" });
});

test("one failure more than may is one too many", () => {
  const plan = aPlan([setWeight(10), { ...pause(DAY), watches: ["rate"] }], {
    metrics: [aMetric("rate", { failureLimit: 2 })],
    lease: DAY,
  });
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  const phases = (["fail", "pass", "fail", "fail"] as const).map((verdict) => {
    rollout.tick(HOUR, (now) => ({ verdicts: { rate: measured(verdict, now) } }));
    return rollout.phase.name;
  });
  expect(phases).toEqual(["Progressing", "Progressing", "Progressing", "RollingBack"]);
});

/** The phases of a hold by the verdicts that each hour has, all of one metric. */
function phasesOf(facts: Partial<Metric>, verdicts: readonly (Judgement | Partial<MetricVerdict>)[]) {
  const watches = ["rate"];
  const plan = aPlan(
    [setWeight(10), { kind: "analysis", metrics: watches, timeout: 30 * HOUR, watches }, setWeight(100)],
    { metrics: [aMetric("rate", { inconclusiveLimit: 9, ...facts })], lease: 7 * DAY },
  );
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  return verdicts.map((said) => {
    const more = typeof said === "string" ? {} : said;
    const verdict = typeof said === "string" ? said : "fail";
    rollout.tick(HOUR, (now) => ({ verdicts: { rate: { ...measured(verdict, now), ...more } } }));
    return rollout.phase.name === "Paused" ? rollout.phase.reason : rollout.phase.name;
  });
}
const ON = "Progressing";

test("failures in a row are bounded by themselves; what says nothing in between is no recovery", () => {
  const facts = { failureLimit: null, consecutiveFailureLimit: 2 };
  expect(phasesOf(facts, ["fail", "fail", "pass", "fail", "fail", "noData", "error", "fail"])).toEqual([
    ON,
    ON,
    ...Array.from({ length: 6 }, () => "Healthy"),
  ]);
  expect(phasesOf({ ...facts, count: 9 }, ["fail", "fail", "pass", "fail", "fail", "noData", "error", "fail"])).toEqual(
    [...Array.from({ length: 7 }, () => ON), "RollingBack"],
  );
  const both = { failureLimit: 2, consecutiveFailureLimit: 9, count: 9 };
  expect(phasesOf(both, ["fail", "pass", "fail", "pass", "fail"])).toEqual([ON, ON, ON, ON, "RollingBack"]);
});

test("an analysis passes after as many passes in a row as its metric wants", () => {
  const facts = { consecutiveSuccessLimit: 3 };
  expect(phasesOf(facts, ["pass", "pass", "noData", "pass", "pass", "pass"])).toEqual([
    ...Array.from({ length: 5 }, () => ON),
    "Healthy",
  ]);
});

test("an analysis that nothing passed in is no success: errors are no measurements", () => {
  const facts = { count: 5, failureLimit: 2, consecutiveErrorLimit: 4 };
  const phases = phasesOf(facts, [
    "error",
    "fail",
    "error",
    "fail",
    "error",
    ...Array.from({ length: 26 }, () => "error" as const),
  ]);
  expect(phases.slice(0, 5)).toEqual([ON, ON, ON, ON, ON]);
  expect(phases.at(-1)).toBe("ProviderError");
  const silent = phasesOf(
    { ...facts, consecutiveErrorLimit: 99 },
    Array.from({ length: 31 }, () => "error" as const),
  );
  expect([silent.at(4), silent.at(-1)]).toEqual([ON, "Inconclusive"]);
  // One pass among errors is one measurement of five.
  expect(phasesOf({ ...facts, consecutiveErrorLimit: 99 }, ["error", "error", "error", "error", "pass"]).at(-1)).toBe(
    ON,
  );
});

test("a failure that samples show to have ended in between begins anew", () => {
  const facts = { for: 4 * HOUR };
  const at = (hours: number) => NOON + hours * HOUR;
  // Both tests begin to fail an hour in; the second was well after three.
  expect(phasesOf(facts, ["fail", "fail", "fail", "fail", "fail"])).toEqual([ON, ON, ON, ON, "RollingBack"]);
  const shown = { since: at(3.5), recovered: at(3) };
  expect(phasesOf(facts, ["fail", "fail", "fail", shown, "fail", "fail", "fail", "fail"])).toEqual([
    ...Array.from({ length: 7 }, () => ON),
    "RollingBack",
  ]);
  // A tick that comes late finds that it has failed for long enough already.
  expect(phasesOf(facts, ["pass", { since: at(-2) }])[0]).toBe("Healthy");
  expect(phasesOf({ ...facts, count: 9 }, ["pass", { since: at(-2) }])[1]).toBe("RollingBack");
});

test("nothing is raised while a metric fails within its grace", () => {
  const watches = ["rate"];
  const plan = aPlan(
    [setWeight(10), { ...pause(HOUR), watches }, { ...setWeight(50), watches }, { ...pause(DAY), watches }],
    {
      metrics: [aMetric("rate", { for: 3 * HOUR })],
    },
  );
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  const { waits } = rollout.tick(HOUR, (now) => ({ verdicts: { rate: measured("fail", now) } }));
  expect([waits, rollout.production.weight]).toEqual(["rate fails: nothing is raised within its grace", 10]);
  rollout.tick(HOUR, (now) => ({ verdicts: { rate: measured("pass", now) } }));
  expect(rollout.production.weight).toBe(50);
});

test("an analysis passes after as many measurements as its metric wants", () => {
  const plan = aPlan([setWeight(10), { kind: "analysis", metrics: ["rate"], timeout: DAY }, setWeight(100), pause()], {
    metrics: [aMetric("rate", { count: 3 })],
  });
  const rollout = simulate(plan, { before: before() });
  rollout.tick(0);
  const weights = [1, 2, 3].map(() => {
    rollout.tick(HOUR, (now) => ({ verdicts: { rate: measured("pass", now) } }));
    return rollout.production.weight;
  });
  expect(weights).toEqual([10, 10, 100]);
});

test("what was approved is one attempt of one release: a push voids it, and so does the same release once more", () => {
  const ask = { kind: "approval", when: "always", count: 1, roles: [], timeout: 3 * DAY, onTimeout: "abort" } as const;
  const plan = aPlan([ask, setWeight(100)]);
  const offered = (release: string, commit: string) => ({
    offer: { release: digest(release), commit, risk: "low", plan } as const,
  });
  const rollout = simulate(plan, { before: healthy("old") });
  rollout.tick(0, offered("new", "a1"));
  const of = attemptDigest(rollout.state);
  const approvals = { "canary/0": { by: [{ person: "bob", role: null }], rejected: null, of } };
  rollout.tick(HOUR, { ...offered("newer", "a2"), approvals });
  expect([rollout.state.id, rollout.phase.name, rollout.state.approvedBy]).toEqual([
    "team-a/r3",
    "AwaitingApproval",
    {},
  ]);
  const { waits } = rollout.tick(HOUR, offered("new", "a1"));
  expect([rollout.state.id, rollout.phase.name]).toEqual(["team-a/r4", "AwaitingApproval"]);
  expect(waits).toBe(
    `0 of 1 approvals of ${attemptDigest(rollout.state).slice(0, 12)}; what bob approved was something else`,
  );
  rollout.tick(HOUR, {
    approvals: { "canary/0": { ...approvals["canary/0"], of: attemptDigest(rollout.state).slice(0, 12) } },
  });
  expect(rollout.phase.name).toBe("Healthy");
});

test("a digest of which hardly anything is named approves nothing", () => {
  const ask = { kind: "approval", when: "always", count: 1, roles: [], timeout: 3 * DAY, onTimeout: "abort" } as const;
  const rollout = simulate(aPlan([ask, setWeight(100)]), { before: healthy("old") });
  rollout.tick(0);
  const of = attemptDigest(rollout.state);
  for (const part of ["", of.slice(0, 11)]) {
    rollout.tick(HOUR, {
      approvals: { "canary/0": { by: [{ person: "bob", role: null }], rejected: null, of: part } },
    });
    expect(rollout.phase.name).toBe("AwaitingApproval");
  }
});

test("a release that the default branch has no longer is taken back, unless others wait for its end", () => {
  const back = (plan: Plan) => ({ offer: { release: digest("old"), commit: "c0", risk: "low", plan } }) as const;
  const climb = [pause(HOUR), setWeight(10), pause(), setWeight(100)];
  const rollout = simulate(aPlan(climb), { before: healthy("old") });
  rollout.tick(0);
  rollout.tick(HOUR);
  rollout.tick(MINUTE, back(aPlan(climb)));
  const why = "the default branch is back at what is stable";
  expect(rollout.phase).toMatchObject({ name: "RollingBack", why });
  expect(rollout.production).toMatchObject({ weight: 0, canary: null, active: digest("old") });
  rollout.tick(MINUTE);
  expect([rollout.phase.name, rollout.state.number]).toEqual(["Degraded", 2]);
  const early = simulate(aPlan(climb), { before: healthy("old") });
  early.tick(0);
  early.tick(MINUTE, back(aPlan(climb)));
  expect(early.phase).toEqual({ name: "Failed", why });
  const queued = aPlan(climb, { onNewRelease: "queue" });
  const going = simulate(queued, { before: healthy("old") });
  going.tick(0);
  going.tick(HOUR, back(queued));
  expect(going.production.weight).toBe(10);
});
