import {
  type MetricVerdict,
  NOTHING_FOUND,
  type RolloutEvidence,
  type RolloutRequest,
  type Verb,
} from "../../src/rollout/reconcile/evidence.ts";
import { renderState, stateIn } from "../../src/deploying/read-state.ts";
import { reconcile, type Reconciled } from "../../src/rollout/reconcile/reconcile.ts";
import type { Digest, Metric, Plan, RolloutStep } from "../../src/rollout/plan.ts";
import type { Instant, RolloutState } from "../../src/rollout/state.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Noon of some day; every simulated time counts from it. */
export const NOON = Date.UTC(2026, 10, 30, 12);

export const digest = (name: string): Digest => `sha256:${Buffer.from(name).toString("hex").padEnd(64, "0")}`;

type KindOf = RolloutStep extends infer S
  ? S extends RolloutStep
    ? Omit<S, OfStep | Unsaid> & Partial<Pick<S, OfStep | (Unsaid & keyof S)>>
    : never
  : never;
/** What most steps of their kind do not have. */
type Unsaid = "checkpoints";
type OfStep = "id" | "stage" | "environment" | "line" | "needs" | "watches";

export const aMetric = (name: string, facts: Partial<Metric> = {}): Metric => ({
  name,
  onFailure: "abort",
  for: 0,
  count: 1,
  failureLimit: 0,
  consecutiveFailureLimit: null,
  consecutiveSuccessLimit: 1,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
  dryRun: false,
  ...facts,
});

/** A plan of these steps, in production unless they say otherwise. */
export const aPlan = (steps: readonly KindOf[], facts: Partial<Plan> = {}): Plan => {
  const environments = [...new Set([...steps.map(({ environment }) => environment ?? "production"), "production"])];
  return {
    name: "team-a",
    digest: digest("plan"),
    steps: steps.map((step, index): RolloutStep => {
      const where = { id: `canary/${index}`, stage: "canary", environment: "production", line: index + 1 };
      const standing = { ...where, needs: [], watches: [] };
      return step.kind === "monitor" ? { ...standing, checkpoints: [], ...step } : { ...standing, ...step };
    }),
    metrics: [],
    prerequisites: [],
    environments: environments.map((name) => ({
      name,
      target: { kind: "directory", path: name },
      flagKey: name,
      exclude: {},
    })),
    lease: 2 * HOUR,
    onNewRelease: "restart",
    deadline: 30 * DAY,
    waits: { begin: DAY, decision: 60 * DAY, onTimeout: "abort" },
    rollback: { target: 5 * MINUTE, stepDownTarget: 15 * MINUTE, inFlight: "drain", automatic: true, window: 3 },
    escalation: { stepDowns: 3, retries: 2 },
    outcome: { complete: [], pivot: [] },
    historyLimit: 10,
    ...facts,
  };
};

export const pause = (duration?: number, facts: { minSamples?: number; maxDuration?: number } = {}): KindOf => ({
  kind: "pause",
  minSamples: 0,
  onTimeout: "hold",
  ...(duration === undefined ? {} : { duration }),
  ...facts,
});
export const setWeight = (weight: number): KindOf => ({ kind: "setWeight", weight });

export const measured = (verdict: MetricVerdict["verdict"], at: Instant): MetricVerdict => ({
  verdict,
  at,
  why: verdict,
  rule: "by hand",
  figures: [],
});

let asked = 0;
export const request = (verb: Verb, facts: Partial<RolloutRequest> = {}): RolloutRequest => ({
  id: `request-${(asked += 1)}`,
  verb,
  actor: "ada",
  at: NOON,
  why: "because",
  ...facts,
});

/** A rollout that is ticked by hand: each tick sees the evidence of before, changed by what is new. */
export function simulate(plan: Plan, { release = digest("new"), before = null as RolloutState | null } = {}) {
  let state = before;
  let now = Math.max(NOON, before?.tickedAt ?? NOON);
  let evidence: RolloutEvidence = {
    ...NOTHING_FOUND,
    offer: { release, commit: "c1", risk: "low", plan },
    intact: Object.fromEntries(["new", "old", "newer"].map((name) => [digest(name), null])),
  };
  return {
    get state(): RolloutState {
      if (state === null) throw new Error("no tick yet");
      return state;
    },
    get phase() {
      return this.state.phase;
    },
    get production() {
      const { production } = this.state.environments;
      if (!production) throw new Error("no production");
      return production;
    },
    get now() {
      return now;
    },
    /** Lets time pass, then ticks with what is known by then. */
    tick(
      passes: number,
      news: Partial<RolloutEvidence> | ((now: Instant) => Partial<RolloutEvidence>) = {},
    ): Reconciled {
      now += passes;
      evidence = { ...evidence, requests: [], ...(typeof news === "function" ? news(now) : news) };
      const result = reconcile(plan, state, now, evidence);
      // What a tick comes to is written, and the next one begins with what it reads.
      state = result.state && stateIn(renderState(result.state), plan.name);
      evidence = { ...evidence, writtenAt: state?.phase.name === "RollingBack" ? now : null };
      return result;
    },
  };
}

/** The state after a release came to its end: what the next one is compared with. */
export function healthy(release: string, before: RolloutState | null = null): RolloutState {
  const offer = { release: digest(release), commit: "c0", risk: "low", plan: aPlan([setWeight(100)]) } as const;
  const { state } = reconcile(offer.plan, before, before?.tickedAt ?? NOON - DAY, {
    ...NOTHING_FOUND,
    offer,
    intact: new Proxy({}, { get: () => null }),
  });
  if (state?.phase.name !== "Healthy") throw new Error(`not healthy but ${state?.phase.name}`);
  return state;
}
