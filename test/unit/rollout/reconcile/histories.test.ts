import fc from "fast-check";
import { expect, test } from "vitest";
import { aMetric, aPlan, digest, healthy, HOUR, MINUTE, pause, setWeight } from "../../../support/rollouts.ts";
import { type RolloutEvidence, VERBS } from "../../../../src/rollout/reconcile/evidence.ts";
import { reconcile } from "../../../../src/rollout/reconcile/reconcile.ts";
import { attemptDigest } from "../../../../src/rollout/reconcile/approvals.ts";
import { readingsIn } from "../../../../src/rollout/reconcile/trials.ts";
import { type Plan, RESPONSES } from "../../../../src/rollout/plan.ts";
import type { RolloutState } from "../../../../src/rollout/state.ts";

const plans = fc
  .record({
    weights: fc.array(fc.constantFrom(1, 10, 50, 75, 100), { minLength: 1, maxLength: 4 }),
    onFailure: fc.constantFrom(...RESPONSES),
    for: fc.constantFrom(0, HOUR),
    automatic: fc.boolean(),
    approval: fc.boolean(),
    blueGreen: fc.boolean(),
    trials: fc.boolean(),
    onTimeout: fc.constantFrom("abort" as const, "hold" as const, "promote" as const),
    decision: fc.constantFrom(10 * HOUR, 1000 * HOUR),
    trialFailure: fc.constantFrom("abort" as const, "pause" as const),
    minSamples: fc.constantFrom(0, 20),
    onNewRelease: fc.constantFrom("restart" as const, "queue" as const, "reject" as const),
    lease: fc.constantFrom(30 * MINUTE, 2 * HOUR, 12 * HOUR),
  })
  .map(
    ({
      weights,
      onFailure,
      for: lasting,
      automatic,
      approval,
      blueGreen,
      minSamples,
      onNewRelease,
      lease,
      ...more
    }) => {
      const watches = ["errors"];
      const bench = { name: "bench", command: ["true"], timeout: HOUR };
      const spawn = { name: "staging/spawn", of: "spawn", better: "lower", target: 100, maxRegression: 0.1 } as const;
      const checkpoint = {
        name: "soon",
        after: 2 * HOUR,
        metrics: ["quality"],
        confirmations: ["it is well"],
        roles: [],
        timeout: 6 * HOUR,
        onTimeout: more.onTimeout,
      };
      const trials = [
        { kind: "benchmark", ...bench, benchmarks: [{ ...spawn, onFailure: more.trialFailure }] },
        {
          kind: "burnIn",
          ...bench,
          duration: 4 * HOUR,
          every: HOUR,
          maxDuration: 24 * HOUR,
          limits: [{ of: "memory", max: 100, maxGrowth: 10 }],
          onFailure: more.trialFailure,
        },
      ] as const;
      const ask = {
        kind: "approval",
        when: "always",
        count: 1,
        roles: [],
        timeout: 12 * HOUR,
        onTimeout: "abort",
      } as const;
      const steps = [
        ...(approval ? [ask] : []),
        { kind: "job", name: "smoke", command: ["true"], timeout: HOUR, environment: "staging" } as const,
        ...(more.trials ? trials : []),
        ...(blueGreen ? [{ ...pause(HOUR), watches }, { kind: "switch", watches } as const] : []),
        ...weights.flatMap((weight) => [
          { ...setWeight(weight), watches },
          { ...pause(4 * HOUR, { minSamples, maxDuration: 24 * HOUR }), watches },
          { kind: "analysis", metrics: ["quality"], timeout: 24 * HOUR, watches } as const,
        ]),
        { kind: "monitor", duration: 4 * HOUR, schedule: [], checkpoints: [checkpoint], watches } as const,
      ];
      const rollback = { target: 5 * MINUTE, stepDownTarget: HOUR, inFlight: "drain", automatic, window: 2 } as const;
      return aPlan(steps, {
        metrics: [
          aMetric("errors", { onFailure, for: lasting, inconclusiveLimit: 3 }),
          aMetric("quality", { inconclusiveLimit: null }),
        ],
        onNewRelease,
        lease,
        rollback,
        waits: { begin: 20 * HOUR, decision: more.decision, onTimeout: more.onTimeout === "hold" ? "hold" : "abort" },
      });
    },
  );

const verdict = fc.constantFrom("pass", "pass", "pass", "fail", "inconclusive", "noData", "error" as const);
/** What happens at one tick: mostly what keeps a rollout going, now and then what does not. */
const happening = fc.record({
  passes: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(15 * MINUTE, HOUR, 5 * HOUR) },
    { weight: 1, arbitrary: fc.constantFrom(-HOUR, -MINUTE, 0, 40 * HOUR) },
  ),
  twice: fc.boolean(),
  errors: fc.option(verdict),
  quality: fc.option(verdict),
  age: fc.constantFrom(0, 0, 0, HOUR),
  samples: fc.nat(60),
  verb: fc.option(fc.constantFrom(...VERBS), { freq: 3 }),
  second: fc.option(fc.constantFrom(...VERBS), { freq: 9 }),
  force: fc.boolean(),
  full: fc.boolean(),
  job: fc.constantFrom("passed" as const, "passed" as const, "failed" as const),
  reading: fc.constantFrom(50, 50, 50, 90, 108, 120, null),
  sameRun: fc.boolean(),
  newer: fc.integer({ min: 0, max: 12 }),
  broken: fc.constantFrom(null, null, null, null, null, null, "old", "new"),
  approved: fc.boolean(),
  unsigned: fc.integer({ min: 0, max: 9 }),
  acknowledged: fc.boolean(),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const OLD = digest("old");
const NEW = digest("new");
const NEWER = digest("newer");
const OVER = new Set(["RollingBack", "Degraded", "Failed", "Frozen"]);

function evidenceOf(plan: Plan, state: RolloutState, now: number, number: number, one: Happening): RolloutEvidence {
  const measured = (said: Happening["errors"]) =>
    said === null ? [] : [{ verdict: said, at: now - one.age, why: "", rule: "", figures: [] }];
  const [errors] = measured(one.errors);
  const [quality] = measured(one.quality);
  const verbs = [one.verb, one.second].flatMap((verb) => (verb === null ? [] : [verb]));
  const by = one.approved ? [{ person: "bob", role: null }] : [];
  const broken = one.broken === null ? null : digest(one.broken);
  const intact = Object.fromEntries(
    [OLD, NEW, NEWER].map((release) => [release, release === broken ? "differs" : null]),
  );
  const of = attemptDigest(state);
  return {
    offer: { release: one.newer === 0 ? NEWER : state.release === NEWER ? NEWER : NEW, commit: "c", risk: "low", plan },
    verdicts: { ...(errors ? { errors } : {}), ...(quality ? { quality } : {}) },
    samples: one.samples,
    jobs: Object.fromEntries(plan.steps.filter(({ kind }) => kind === "job").map(({ id }) => [id, one.job])),
    readings: Object.fromEntries(
      plan.steps.flatMap((step) =>
        step.kind !== "burnIn" && step.kind !== "benchmark"
          ? []
          : [
              [
                step.id,
                { run: Math.max(0, readingsIn(state, step).length - (one.sameRun ? 1 : 0)), end: readEnd(one) },
              ],
            ],
      ),
    ),
    prerequisites: {},
    approvals: Object.fromEntries(
      plan.steps.flatMap(({ id }) => [id, `${id}/soon`].map((key) => [key, { by, rejected: null, of }])),
    ),
    unfreeze: by,
    requests: verbs.map((verb, index) => ({
      id: `${number}.${index}`,
      verb,
      actor: "ada",
      at: now,
      why: "why",
      force: one.force,
      full: one.full,
    })),
    intact,
    uncovered: one.unsigned === 0 ? "nobody signed it" : null,
    writtenAt: state.phase.name === "RollingBack" ? state.tickedAt : null,
    acknowledged: one.acknowledged ? now : null,
    drained: null,
  };
}

const readEnd = ({ reading }: Happening) =>
  reading === null ? { unreadable: "nothing" } : { values: { memory: reading, "staging/spawn": reading } };

const weights = (state: RolloutState) => Object.values(state.environments).map(({ weight }) => weight);

/** How much of the time since a step began was given under a lease, counted beside the machine. */
const given = (from: number, now: number, lease: number | null) => Math.max(0, Math.min(now, lease ?? from) - from);

test("no history of ticks, however late, doubled or out of order, breaks what is promised", () => {
  fc.assert(
    fc.property(plans, fc.array(happening, { minLength: 5, maxLength: 25 }), (plan, happenings) => {
      let state: RolloutState = healthy("old");
      let now = state.tickedAt;
      let leased = 0;
      happenings.forEach((one, number) => {
        now += one.passes;
        const evidence = evidenceOf(plan, state, now, number, one);
        const before = state;
        const result = reconcile(plan, before, now, evidence);
        const after = result.state;
        if (after === null) throw new Error("a state was lost");
        if (now < before.tickedAt) {
          // Nothing goes on by such a clock; what lowers exposure waits for none.
          if (!evidence.requests.some(({ verb }) => ["emergency-disable", "abort", "pause"].includes(verb)))
            expect(after).toBe(before);
          for (const [name, { weight }] of Object.entries(after.environments))
            expect(weight).toBeLessThanOrEqual(before.environments[name]?.weight ?? 0);
          expect([after.id, after.tickedAt]).toEqual([before.id, before.tickedAt]);
          state = after;
          now = before.tickedAt;
          return;
        }
        if (one.twice) {
          const twice = reconcile(plan, after, now, evidence);
          expect(twice.state).toEqual(after);
          expect(twice.audit).toEqual([]);
        }
        expect(result.audit.length > 0).toBe(JSON.stringify(after) !== JSON.stringify(before));
        promised(
          before,
          after,
          now,
          evidence,
          result.audit.map(({ event }) => event),
          one,
        );
        // A hold is over when it was given as long as the plan says.
        const exposure = before.environments["production"];
        const same = before.id === after.id && before.stepSince === after.stepSince;
        const going = before.phase.name === "Progressing" || before.phase.name === "Monitoring";
        if (going && (exposure?.weight ?? 0) > 0) leased += given(before.tickedAt, now, exposure?.lease ?? null);
        const step = plan.steps[before.step];
        const over = result.audit.some(
          ({ event, why }) => event === "passed-pause" && why.includes("held") && why.startsWith(`${step?.id}:`),
        );
        if (over && step?.kind === "pause" && (exposure?.weight ?? 0) > 0)
          expect(leased).toBeGreaterThanOrEqual(step.duration ?? 0);
        if (!same) leased = 0;
        tried(plan, before, after, result.audit);
        decided(plan, before, after, now, result.audit);
        state = after;
      });
    }),
    { numRuns: 10_000, seed: 20_261_130 },
  );
});

/** Nobody is waited for longer than the plan says, and no checkpoint is passed that nobody met. */
function decided(
  plan: Plan,
  before: RolloutState,
  after: RolloutState,
  now: number,
  audit: readonly { readonly event: string; readonly why: string }[],
): void {
  if (after.phase.name === "Paused") expect(now - after.phase.since).toBeLessThan(plan.waits.decision);
  const events = audit.map(({ event }) => event);
  if (!events.includes("checkpoint-passed")) return;
  // It is reached and passed in one tick where all of it is there.
  const [key, record] = Object.entries(before.checkpoints)[0] ?? Object.entries(after.checkpoints)[0] ?? [];
  if (key === undefined || record === undefined || before.id !== after.id) return;
  expect(after.approvedBy[key]?.length).toBeGreaterThan(0);
  expect(after.metrics["quality"]?.verdict).toBe("pass");
  expect(after.metrics["quality"]?.at).toBeGreaterThanOrEqual(record.due);
}

/** What was tried was tried as long, and as often, as the plan says; nothing is remembered of who was not healthy. */
function tried(
  plan: Plan,
  before: RolloutState,
  after: RolloutState,
  audit: readonly { readonly event: string; readonly why: string }[],
): void {
  const over = audit.filter(
    ({ event, why }) => /^passed-(?:burnIn|benchmark)$/.test(event) && !why.endsWith("passed over"),
  );
  for (const { why } of over) {
    const step = plan.steps.find(({ id }) => why.startsWith(`${id}:`));
    if (step?.kind !== "burnIn" && step?.kind !== "benchmark") throw new Error(why);
    const since =
      before.id === after.id && plan.steps[before.step]?.id === step.id ? before.stepSince : after.startedAt;
    const readings = (after.readings[step.id] ?? []).filter(({ at }) => at >= since);
    for (const { values } of readings)
      expect(values[step.kind === "burnIn" ? "memory" : "staging/spawn"]).toBeLessThanOrEqual(100);
    expect(readings.length).toBeGreaterThanOrEqual(step.kind === "burnIn" ? 4 : 1);
    if (step.kind === "burnIn")
      for (const [index, { at }] of readings.slice(1).entries())
        expect(at - (readings[index]?.at ?? 0)).toBeGreaterThanOrEqual(HOUR);
  }
  if (JSON.stringify(after.baselines) === JSON.stringify(before.baselines)) return;
  expect(audit.map(({ event }) => event)).toContain("completed");
  const good = [
    ...after.history.flatMap(({ end, release }) => (end === "Healthy" ? [release] : [])),
    ...(after.phase.name === "Healthy" ? [after.release] : []),
  ];
  for (const release of Object.keys(after.baselines)) expect(good).toContain(release);
}

function promised(
  before: RolloutState,
  after: RolloutState,
  now: number,
  evidence: RolloutEvidence,
  events: readonly string[],
  one: Happening,
): void {
  for (const { weight, lease } of Object.values(after.environments)) {
    // A weight is given until a lease ends, and nobody is left with one that ended.
    expect(weight > 0).toBe(lease !== null);
    if (lease !== null) expect(lease).toBeGreaterThan(now);
  }
  if (OVER.has(after.phase.name)) expect(weights(after).every((weight) => weight === 0)).toBe(true);
  // What ended badly moves on only under a new number, and by request.
  if (OVER.has(before.phase.name) && before.id === after.id)
    expect(OVER.has(after.phase.name) || after.phase.name === "Healthy").toBe(true);
  if (before.phase.name === "Frozen" && after.phase.name !== "Frozen") {
    expect(events).toContain("unfreeze");
    expect(one.approved).toBe(true);
  }
  const raised =
    weights(after).some((weight, index) => weight > (weights(before)[index] ?? 0)) || before.id !== after.id;
  if (raised && weights(after).some((weight) => weight > 0)) {
    expect(evidence.uncovered).toBeNull();
    expect(evidence.intact[after.release]).toBeNull();
    expect(Object.hasOwn(after.bad, after.release)).toBe(false);
  }
  // Abort beats everything, never raises the canary's weight, never lowers stable's.
  const aborted =
    evidence.requests.some(({ verb }) => verb === "abort") &&
    !OVER.has(before.phase.name) &&
    before.phase.name !== "Healthy";
  if (aborted) {
    expect(OVER.has(after.phase.name) || after.id !== before.id).toBe(true);
    if (after.id === before.id) {
      expect(weights(after).every((weight) => weight === 0)).toBe(true);
      for (const [name, { active, stable }] of Object.entries(after.environments)) {
        expect(active).toBe(stable);
        expect(stable).toBe(before.environments[name]?.stable);
      }
    }
  }
}
