import { describe, expect, test } from "vitest";
import type { BurnInLimit, Plan } from "../../../../src/rollout/plan.ts";
import type { ReadEnd } from "../../../../src/rollout/reconcile/evidence.ts";
import { readingsIn } from "../../../../src/rollout/reconcile/trials.ts";
import type { RolloutState } from "../../../../src/rollout/state.ts";
import { aPlan, DAY, digest, healthy, HOUR, MINUTE, request, setWeight, simulate } from "../../../support/rollouts.ts";

const staging = { environment: "staging", stage: "staging" };
const job = { name: "sessions", command: ["sessions"], timeout: 30 * MINUTE };
const burnIn = (limits: readonly BurnInLimit[] = [], onFailure: "abort" | "pause" = "abort") =>
  ({
    kind: "burnIn",
    ...job,
    ...staging,
    duration: DAY,
    every: 2 * HOUR,
    maxDuration: 3 * DAY,
    limits,
    onFailure,
  }) as const;
const plan = (step: ReturnType<typeof burnIn>, facts: Partial<Plan> = {}) =>
  aPlan([{ ...setWeight(100), ...staging }, step, setWeight(100)], { lease: 6 * HOUR, ...facts });

/** Ticks; where a run of the job is asked for it takes place, and prints this. */
function ticking(of: Plan, print: (run: number) => ReadEnd, before = healthy("old")) {
  const rollout = simulate(of, { before });
  const ran: number[] = [];
  return {
    ran,
    rollout,
    tick: (passes: number, news: Parameters<typeof rollout.tick>[1] = {}) => {
      let ticked = rollout.tick(passes, news);
      for (const action of ticked.actions)
        if (action.kind === "job" && action.reads) {
          const { run } = action.reads;
          ran.push(rollout.now);
          ticked = rollout.tick(0, { readings: { [action.step]: { run, end: print(run) } } });
        }
      return ticked;
    },
  };
}
const prints = (values: (run: number) => Readonly<Record<string, number>>) => (run: number) => ({
  values: values(run),
});
const runs = (state: RolloutState) => readingsIn(state, { id: "canary/1" }).length;

describe("a burn-in", () => {
  test("runs its job at its beginning and every two hours, and is over after a day", () => {
    const { tick, rollout, ran } = ticking(
      plan(burnIn([{ of: "mb", max: 100 }])),
      prints(() => ({ mb: 90 })),
    );
    tick(0);
    for (let quarter = 1; quarter < 96; quarter += 1) tick(15 * MINUTE);
    expect(rollout.state.step).toBe(1);
    const { audit } = tick(15 * MINUTE);
    expect(ran.map((at) => (at - (ran[0] ?? 0)) / HOUR)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]);
    expect(audit.map(({ why }) => why)).toContain("canary/1: 13 runs in 24h");
    expect(rollout.phase.name).toBe("Healthy");
  });

  test("late ticks neither shorten nor fake it", () => {
    // What an hourly schedule was seen to do, in minutes.
    const gaps = [270, 179, 146, 240, 323, 291, 261, 175, 147, 124];
    const { tick, rollout, ran } = ticking(
      plan(burnIn(), { lease: 2 * HOUR }),
      prints(() => ({})),
    );
    tick(0);
    for (const gap of gaps) tick(gap * MINUTE);
    // One run a tick, however many were missed; the lease of 2h held 20h of 35h 56m.
    expect([ran.length, rollout.state.held / MINUTE, rollout.state.step]).toEqual([11, 1200, 1]);
    // The next two gaps hold 240 minutes more: the day is over 540 minutes later, at 2,605 instead of 1,440.
    tick(270 * MINUTE);
    expect([ran.length, rollout.state.held / MINUTE, rollout.state.step]).toEqual([12, 1320, 1]);
    tick(179 * MINUTE);
    expect([ran.length, rollout.phase.name]).toEqual([13, "Healthy"]);
  });

  test("with a lease that is longer than the gaps it is the runs that are missing", () => {
    const gaps = [270, 179, 146, 240, 323, 291];
    const { tick, rollout } = ticking(
      plan(burnIn()),
      prints(() => ({})),
    );
    tick(0);
    for (const gap of gaps) tick(gap * MINUTE);
    expect([rollout.state.held / MINUTE, runs(rollout.state), rollout.state.step]).toEqual([1449, 7, 1]);
    expect(tick(MINUTE).waits).toBe("held 24h 10m of 24h, 7 of 12 runs");
  });

  test("a run that breaks a limit ends it at once, and says which", () => {
    const { tick, rollout } = ticking(
      plan(
        burnIn([
          { of: "mb", max: 100 },
          { of: "left", max: 0 },
        ]),
      ),
      prints((run) => ({ mb: 90, left: run === 2 ? 3 : 0 })),
    );
    tick(0);
    tick(2 * HOUR);
    tick(2 * HOUR);
    expect(rollout.phase).toMatchObject({ name: "RollingBack", why: "sessions: left is 3, and at most 0 may be" });
    expect(rollout.state.environments["staging"]).toMatchObject({ weight: 0, active: null });
  });

  test("a leak is seen over all runs, and not in the first two", () => {
    // 5 MB more with every run of two hours: 2.5 an hour.
    const limit = (maxGrowth: number) => plan(burnIn([{ of: "mb", max: 1000, maxGrowth }]));
    const leaking = (of: Plan) => {
      const { tick, rollout } = ticking(
        of,
        prints((run) => ({ mb: 100 + 5 * run })),
      );
      tick(0);
      for (let run = 0; run < 12; run += 1) tick(2 * HOUR);
      return rollout.phase;
    };
    expect(leaking(limit(2.5)).name).toBe("Healthy");
    expect(leaking(limit(2.4))).toMatchObject({
      name: "RollingBack",
      why: "sessions: mb grows by 2.5 an hour, and at most 2.4 may",
    });
  });

  test("a job that fails, or prints nothing, is no run", () => {
    const { tick, rollout } = ticking(plan(burnIn()), () => ({ unreadable: "it ended with 1" }));
    tick(0);
    expect(rollout.phase).toMatchObject({ name: "RollingBack", why: "sessions: run 1: it ended with 1" });
  });

  test("where it only pauses, going on begins it anew, and a promotion passes over it", () => {
    const of = plan(burnIn([{ of: "mb", max: 100 }], "pause"));
    const broken = () => {
      const began = ticking(
        of,
        prints((run) => ({ mb: run === 1 ? 101 : 90 })),
      );
      began.tick(0);
      began.tick(2 * HOUR);
      return began;
    };
    const resumed = broken();
    expect(resumed.rollout.phase).toMatchObject({ name: "Paused", reason: "MetricFailed" });
    resumed.tick(HOUR, { requests: [request("resume")] });
    expect([runs(resumed.rollout.state), resumed.rollout.state.held, resumed.rollout.phase.name]).toEqual([
      1,
      0,
      "Progressing",
    ]);
    const promoted = broken();
    promoted.tick(HOUR, { requests: [request("promote")] });
    expect(promoted.rollout.phase.name).toBe("Healthy");
  });

  test("whose runs never come pauses when its time is over, and waits anew when somebody goes on", () => {
    const { rollout } = ticking(
      plan(burnIn()),
      prints(() => ({})),
    );
    rollout.tick(0);
    rollout.tick(0, { readings: { "canary/1": { run: 0, end: { values: {} } } } });
    for (let hour = 0; hour < 71; hour += 1) rollout.tick(HOUR);
    expect(rollout.phase.name).toBe("Progressing");
    rollout.tick(HOUR);
    expect(rollout.phase).toMatchObject({
      name: "Paused",
      reason: "InsufficientData",
      why: "canary/1: held 3d of 24h, 1 of 12 runs",
    });
    rollout.tick(HOUR, { requests: [request("resume")], readings: {} });
    expect([rollout.phase.name, runs(rollout.state), rollout.state.held]).toEqual(["Progressing", 0, 0]);
  });

  test("a run is taken once, by its number", () => {
    const { rollout } = ticking(
      plan(burnIn()),
      prints(() => ({})),
    );
    rollout.tick(0);
    const first = { readings: { "canary/1": { run: 0, end: { values: {} } } } };
    rollout.tick(0, first);
    rollout.tick(2 * HOUR, first);
    rollout.tick(2 * HOUR, first);
    expect(runs(rollout.state)).toBe(1);
  });
});

describe("a benchmark", () => {
  const measured = {
    name: "staging/spawn_ms p95",
    of: "spawn_ms",
    quantile: 0.95,
    better: "lower",
    target: 100,
  } as const;
  const benchmark = (facts: { maxRegression?: number; onFailure?: "abort" | "pause" } = {}) =>
    ({
      kind: "benchmark",
      ...job,
      ...staging,
      benchmarks: [{ ...measured, onFailure: "abort" as const, ...facts }],
    }) as const;
  const after = (spawn: number, before: RolloutState, facts: Parameters<typeof benchmark>[0] = {}, release = "new") => {
    const of = aPlan([{ ...setWeight(100), ...staging }, benchmark(facts), setWeight(100)]);
    const rollout = simulate(of, { before, release: digest(release) });
    rollout.tick(HOUR, { intact: new Proxy({}, { get: () => null }) });
    rollout.tick(0, { readings: { "canary/1": { run: 0, end: { values: { [measured.name]: spawn } } } } });
    return rollout.state;
  };

  test("asks its job once, for a quantile of what it prints", () => {
    const rollout = simulate(aPlan([benchmark()]), { before: healthy("old") });
    expect(rollout.tick(0).actions).toEqual([
      {
        kind: "job",
        step: "canary/0",
        command: ["sessions"],
        timeout: 30 * MINUTE,
        reads: { run: 0, wanted: [{ as: measured.name, of: "spawn_ms", quantile: 0.95 }] },
      },
    ]);
  });

  test("is held against its target, and against what the healthy release before came to", () => {
    const first = after(80, healthy("old"), { maxRegression: 0.1 });
    expect([first.phase.name, first.baselines]).toEqual(["Healthy", { [digest("new")]: { [measured.name]: 80 } }]);
    // 88 is 10 % more than 80.
    expect(after(88, first, { maxRegression: 0.1 }, "newer").phase.name).toBe("Healthy");
    expect(after(89, first, { maxRegression: 0.1 }, "newer").phase).toMatchObject({
      why: `sessions: ${measured.name}: 89 is worse than 80 before it, by more than 10 %`,
    });
    expect(after(101, healthy("old")).phase).toMatchObject({
      why: `sessions: ${measured.name}: 101 misses its target of 100`,
    });
  });

  test("what failed is no baseline, and an undo goes back to the one of the release that is stable then", () => {
    const first = after(80, healthy("old"));
    const second = after(70, first, {}, "newer");
    expect(second.baselines).toEqual({
      [digest("new")]: { [measured.name]: 80 },
      [digest("newer")]: { [measured.name]: 70 },
    });
    const failed = after(200, first, {}, "newer");
    expect(failed.baselines).toEqual(first.baselines);
    const rollout = simulate(aPlan([setWeight(100)]), { before: second, release: digest("newer") });
    rollout.tick(HOUR, { requests: [request("undo")] });
    rollout.tick(HOUR);
    const third = after(86, rollout.state, { maxRegression: 0.1 }, "third");
    // Against 80, which is stable again, and not against 70.
    expect(third.phase.name).toBe("Healthy");
  });

  test("a number that is not there is no pass", () => {
    const of = aPlan([benchmark(), setWeight(100)]);
    const rollout = simulate(of, { before: healthy("old") });
    rollout.tick(0, { readings: { "canary/0": { run: 0, end: { values: {} } } } });
    expect(rollout.phase).toMatchObject({ name: "Failed", why: `sessions: ${measured.name}: it was not measured` });
  });
});
