import { givenShare } from "../../src/rollout/history/standing.ts";
import { goodReadings } from "./good-readings.ts";
import type { Metric, Plan } from "../../src/rollout/plan.ts";
import type { RolloutEvidence } from "../../src/rollout/reconcile/evidence.ts";
import { checkpointKey } from "../../src/rollout/reconcile/checkpoints.ts";
import { reconcile } from "../../src/rollout/reconcile/reconcile.ts";
import type { RolloutState } from "../../src/rollout/state.ts";

const HOUR = 3_600_000;
const MOST_TICKS = 24 * 365;
const NEW = `sha256:${"2".repeat(64)}`;
const BEGIN = Date.UTC(2026, 11, 1, 9);

/** From when on a metric fails: so many hours after the release was first given to somebody in production. */
export interface Failing {
  readonly metric: Metric;
  readonly after: number;
}

/**
 * A rollout from its first tick to its end, or to where somebody has to decide, in simulated time with a tick every
 * hour: a line for each tick at which something happened. Everything passes, but for what is said to fail.
 */
export function* playRollout(plan: Plan, failing?: Failing): Generator<string> {
  const environment = plan.environments.at(-1)?.name ?? "";
  let state: RolloutState | null = null;
  let given: number | undefined;
  for (let tick = 0; tick < MOST_TICKS; tick += 1) {
    const now = BEGIN + tick * HOUR;
    const fails = failing && given !== undefined && tick - given >= failing.after ? failing.metric.name : undefined;
    const before: RolloutState | null = state;
    const result = reconcile(plan, before, now, evidenceOf(plan, before, now, fails));
    state = result.state;
    if (state === null) return;
    const there = state.environments[environment];
    const weight = there ? givenShare(there, NEW).weight : 0;
    if (weight > 0) given ??= tick;
    const told = result.audit.filter(({ event }) => !QUIET.has(event));
    for (const [index, { event, why }] of told.entries())
      yield `${index === 0 ? `${clock(tick)}  ${bar(weight)}` : " ".repeat(BEFORE)}  ${event.padEnd(20)} ${why}`;
    if (ENDS.has(state.phase.name)) {
      yield `${clock(tick)}  ${bar(weight)}  ${state.phase.name}${"outcome" in state.phase ? ` (${state.phase.outcome})` : ""}`;
      return;
    }
  }
}

/** What happens at nearly every tick. */
const QUIET: ReadonlySet<string> = new Set(["ticked", "leased", "lease-expired"]);
const ENDS: ReadonlySet<string> = new Set(["Healthy", "Degraded", "Failed", "Frozen", "Paused"]);
const WIDTH = 20;

const bar = (weight: number): string =>
  `${"█".repeat(Math.round((weight * WIDTH) / 100)).padEnd(WIDTH, "·")} ${String(weight).padStart(3)} %`;
const clock = (hours: number): string =>
  `day ${String(Math.floor(hours / 24)).padStart(3)} ${String(hours % 24).padStart(2)}:00`;
const BEFORE = clock(0).length + 2 + bar(0).length;

function evidenceOf(plan: Plan, state: RolloutState | null, now: number, fails: string | undefined): RolloutEvidence {
  const roles = plan.steps.flatMap((step) => (step.kind === "approval" ? step.roles : []));
  const by = [...roles, null, null].map((role, index) => ({ person: `reviewer-${index + 1}`, role }));
  const waits = plan.steps[state?.step ?? 0];
  const promoted = waits?.kind === "pause" && waits.duration === undefined && state?.stepSince !== now;
  const asked = { id: String(now), verb: "promote", actor: "operator", at: now, why: "it looks good" } as const;
  return {
    offer: { release: NEW, commit: "0".repeat(40), risk: "low", plan },
    verdicts: Object.fromEntries(
      plan.metrics.map(({ name }) => [
        name,
        {
          verdict: name === fails ? "fail" : "pass",
          at: now,
          why: name === fails ? "beyond its limit" : "within",
          rule: "its limit",
          figures: [],
        },
      ]),
    ),
    samples: 1000,
    jobs: Object.fromEntries(plan.steps.flatMap(({ id, kind }) => (kind === "job" ? [[id, "passed" as const]] : []))),
    readings: goodReadings(plan, state),
    prerequisites: Object.fromEntries(plan.prerequisites.map(({ name }) => [name, null])),
    approvals: Object.fromEntries(askedIn(plan).map((key) => [key, { by, rejected: null }])),
    unfreeze: [],
    requests: promoted ? [asked] : [],
    intact: { [NEW]: null },
    uncovered: null,
    writtenAt: state?.phase.name === "RollingBack" ? state.tickedAt : null,
    acknowledged: "unobserved",
    drained: null,
  };
}

/** Steps, and what is confirmed while a release is watched. */
const askedIn = (plan: Plan): readonly string[] =>
  plan.steps.flatMap((step) => [
    step.id,
    ...(step.kind === "monitor" ? step.checkpoints.map((one) => checkpointKey(step, one)) : []),
  ]);
