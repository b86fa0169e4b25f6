import type { Digest, Plan } from "../plan.ts";
import { showSpan, showTook } from "../spec/duration.ts";
import type { Instant, MetricRecord, RolloutState } from "../state.ts";
import { intended, wasExposed, withdrawn } from "./exposure.ts";
import { became, ITSELF, paused, notified, type Turn } from "./turn.ts";

/** Why, by whom, and since when it was wrong, where that is known. */
export interface Cause {
  readonly why: string;
  readonly actor?: string;
  readonly since?: Instant;
}

/** Lowers exposure to nothing, and needs nothing but the state. A release that nobody was given is only given up. */
export function rollBack(turn: Turn, { why, actor = ITSELF, since }: Cause): Turn {
  const { now, state } = turn;
  if (!wasExposed(turn)) {
    const given = { phase: { name: "Failed", why }, environments: withdrawn(state) } as const;
    return notified(became(turn, given, { event: "failed", actor, why }), "on-rollout-aborted", why);
  }
  const times = { t0: since ?? null, t1: now, t2: null, t3: null, t4: null };
  const changes = {
    phase: { name: "RollingBack", why, times, paged: false },
    environments: withdrawn(state),
    bad: withBad(state, why),
  } as const;
  return notified(became(turn, changes, { event: "rolling-back", actor, why }), "on-rollout-aborted", why, true);
}

/** Nobody gets anything but stable, whatever the phase; only an approved request leads out. */
export function freeze(turn: Turn, { why, actor = ITSELF }: Cause): Turn {
  const { state } = turn;
  const { phase } = state;
  const changes: Partial<RolloutState> = {
    phase: { name: "Frozen", why, healthy: phase.name === "Healthy" ? phase.outcome : null },
    environments: withdrawn(state),
    ...(wasExposed(turn) && phase.name !== "Healthy" ? { bad: withBad(state, why) } : {}),
  };
  return notified(became(turn, changes, { event: "frozen", actor, why }), "on-rollout-aborted", why, true);
}

/** Its release may not return; but what everybody is given back stays good, such as one that was adopted as it is. */
const withBad = ({ bad, environments, release }: RolloutState, why: string): RolloutState["bad"] =>
  Object.values(environments).some(({ stable }) => stable === release) ? bad : { ...bad, [release]: why };

/** Back to the weight before, where there is one; the second failure there ends the rollout. */
export function stepDown(turn: Turn, cause: Cause): Turn {
  const { plan, now, state } = turn;
  const back = lower(plan, state);
  if (!back) return rollBack(turn, cause);
  const times = (state.stepDowns[back.from] ?? 0) + 1;
  const failedRetries = state.failedRetries + (state.retrying ? 1 : 0);
  const escalated = times > plan.escalation.stepDowns || failedRetries >= plan.escalation.retries;
  const phase: Parameters<typeof paused>[1] = {
    name: "Paused",
    reason: escalated ? "Escalated" : "SteppedDown",
    why: escalated
      ? `${cause.why}; stepped down ${times} times, ${failedRetries} retries failed: somebody has to decide`
      : cause.why,
  };
  const next = {
    ...turn,
    state: {
      ...state,
      step: back.step,
      stepSince: now,
      changedAt: now,
      held: 0,
      hurry: false,
      retrying: false,
      failedRetries,
      jobs: ofStepsBefore(plan, back.step, state.jobs),
      approvedBy: ofStepsBefore(plan, back.step, state.approvedBy),
      checkpoints: {},
      stepDowns: { ...state.stepDowns, [back.from]: times },
      steppedDown: { at: now, back: null, paged: false },
      environments: { ...state.environments, ...lowered(plan, state, back) },
      metrics: calmed(state.metrics),
    },
  };
  return paused(next, phase, { page: escalated });
}

/** What is climbed again is run again, asked again and confirmed again: it was of a climb that failed. */
function ofStepsBefore<T>(
  { steps }: Plan,
  step: number,
  known: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const done = new Set(steps.slice(0, step).map(({ id }) => id));
  return Object.fromEntries(Object.entries(known).filter(([id]) => done.has(id)));
}

/** The step after the weight before the present one, and the id of the one that failed. */
function lower(plan: Plan, state: RolloutState): { step: number; from: string; environment: string } | undefined {
  const environment = plan.steps[Math.min(state.step, plan.steps.length - 1)]?.environment;
  if (environment === undefined) return undefined;
  const present = intended(plan, state.step, environment).weight;
  const done = plan.steps.slice(0, state.step);
  const from = done.findLast((one) => one.kind === "setWeight" && one.environment === environment)?.id;
  const at = done.findLastIndex(
    (one) => one.kind === "setWeight" && one.environment === environment && one.weight > 0 && one.weight < present,
  );
  return from === undefined || at < 0 ? undefined : { step: at + 1, from, environment };
}

function lowered(plan: Plan, state: RolloutState, back: { step: number; environment: string }) {
  const one = state.environments[back.environment];
  if (!one) return {};
  const { weight, values } = intended(plan, back.step, back.environment);
  const active = one.active === state.release ? one.stable : one.active;
  return { [back.environment]: { ...one, active, values, weight: Math.min(one.weight, weight) } };
}

const ANEW = {
  taken: 0,
  failures: 0,
  failingSince: null,
  failuresInRow: 0,
  passesInRow: 0,
  inconclusive: 0,
  errors: 0,
} as const satisfies Partial<MetricRecord>;

/** Metrics begin anew; none of their old verdicts counts again. */
export const calmed = (metrics: RolloutState["metrics"]): RolloutState["metrics"] =>
  Object.fromEntries(Object.entries(metrics).map(([name, record]) => [name, { ...record, ...ANEW }]));

/** By how much the clock of a runtime may be behind: its lease ends so much later. */
const SKEW = 5 * 60_000;

/** A moment that lies not before another one, which is known. */
const after = (moment: Instant | null, than: Instant | null): Instant | null =>
  moment !== null && than !== null && moment >= than ? moment : null;

/** What happened to a rollback since: written, acknowledged, drained. It is over when every runtime says so. */
export function finishRollback(turn: Turn): Turn {
  const { plan, now, state, evidence } = turn;
  const { phase } = state;
  if (phase.name !== "RollingBack") return turn;
  const { t1 } = phase.times;
  const t2 = phase.times.t2 ?? after(evidence.writtenAt, t1);
  const said = evidence.acknowledged === "unobserved" ? null : evidence.acknowledged;
  const t3 = phase.times.t3 ?? after(said, t2);
  const times = { ...phase.times, t2, t3, t4: phase.times.t4 ?? after(evidence.drained, t2) };
  if (t2 !== null && (t3 !== null || evidence.acknowledged === "unobserved")) {
    const why = `${phase.why}; ${t3 === null ? "no runtime tells when it is back on stable" : `back on stable after ${showTook(t3 - t1)}`}`;
    return became(
      turn,
      { phase: { name: "Degraded", why: phase.why, times } },
      { event: "rolled-back", actor: ITSELF, why },
    );
  }
  if (t2 !== null && now - t1 > Math.max(plan.lease + SKEW, plan.rollback.target)) {
    const why = `${phase.why}; the runtimes have not said that they are back on stable, and what they were given has ended by now`;
    const over = { phase: { name: "Degraded", why: phase.why, times } } as const;
    return became(turn, over, { event: "rolled-back", actor: ITSELF, why });
  }
  const next = { ...turn, state: { ...state, phase: { ...phase, times } } };
  if (phase.paged || now - t1 <= plan.rollback.target) return next;
  const why = `the runtimes have not said within ${showSpan(plan.rollback.target)} that they are back on stable`;
  const changes = { phase: { ...phase, times, paged: true } };
  return notified(became(next, changes, { event: "rollback-late", actor: ITSELF, why }), "on-rollout-late", why, true);
}

/** The same of a step that was gone back. Where no runtime tells, nobody knows how long it took. */
export function finishStepDown(turn: Turn): Turn {
  const { plan, now, state, evidence } = turn;
  const { steppedDown } = state;
  const { acknowledged } = evidence;
  if (!steppedDown || steppedDown.back !== null || acknowledged === "unobserved") return turn;
  const { at } = steppedDown;
  if (acknowledged !== null && acknowledged > at) {
    const why = `on the step before after ${showTook(acknowledged - at)}, of ${showSpan(plan.rollback.stepDownTarget)} that it may take`;
    const changes = { steppedDown: { ...steppedDown, back: acknowledged } };
    return became(turn, changes, { event: "stepped-down", actor: ITSELF, why });
  }
  if (steppedDown.paged || now - at <= plan.rollback.stepDownTarget) return turn;
  const why = `the runtimes have not said within ${showSpan(plan.rollback.stepDownTarget)} that they are on the step before`;
  const changes = { steppedDown: { ...steppedDown, paged: true } };
  return notified(became(turn, changes, { event: "step-down-late", actor: ITSELF, why }), "on-rollout-late", why, true);
}

/** What production is left with; its environment is the last that a state names. */
export const stableOf = (state: RolloutState): Digest | null =>
  Object.values(state.environments).at(-1)?.stable ?? null;

/** A release that was good before the stable one, as far back as the window reaches; or why there is none. */
export function goodBefore(plan: Plan, state: RolloutState): { release: Digest } | { refused: string } {
  const { window } = plan.rollback;
  const inside = state.history.slice(-window);
  const left = stableOf(state);
  const good = inside.findLast(
    ({ end, release }) => end === "Healthy" && release !== left && !Object.hasOwn(state.bad, release),
  );
  if (good) return { release: good.release };
  if (inside.length === 0) return { refused: "there is no release before this one to go back to" };
  const what = inside.map(({ id, end }) => `${id} (${end})`).join(", ");
  return { refused: `no good release within ${window} before this one: ${what}` };
}
