import { CLOCK_SKEW } from "../clock-skew.ts";
import type { Percent, Plan, StepValues } from "../plan.ts";
import { showSpan } from "../spec/duration.ts";
import type { EnvironmentState, RolloutState } from "../state.ts";
import { eachEnvironment, isLive, ITSELF, noted, type Turn } from "./turn.ts";

/** What a plan gives an environment once the steps before this one are done. */
export function intended(plan: Plan, step: number, environment: string): { weight: Percent; values: StepValues } {
  const done = plan.steps.slice(0, step).filter((one) => one.environment === environment);
  const last = done.findLast(({ kind }) => kind === "setWeight" || kind === "switch");
  return {
    weight: last === undefined ? 0 : last.kind === "setWeight" ? last.weight : 100,
    values: Object.assign({}, ...done.map((one) => (one.kind === "setValues" ? one.values : {}))),
  };
}

/** Nobody gets the canary any more. What reads the pointer alone gets stable. */
export const withdrawn = (state: RolloutState): RolloutState["environments"] =>
  eachEnvironment(state, (one) => ({
    ...one,
    weight: 0,
    values: {},
    lease: null,
    active: one.active === state.release ? one.stable : one.active,
    canary: null,
  }));

/** Whether anybody may have been given the release. */
export const wasExposed = ({ plan, state }: Turn): boolean =>
  Object.entries(state.environments).some(
    ([name, { active }]) => active === state.release || intended(plan, state.step, name).weight > 0,
  );

/**
 * The time since the last tick counts as held while the weight was given: who has no lease tests nothing. What a
 * lease no longer gives is 0 from here on.
 */
export function elapse(turn: Turn): Turn {
  const { plan, now, state } = turn;
  if (!isLive(state)) return turn;
  const held = state.held + (isHeld(state) ? sinceLastTick(turn) : 0);
  const expired = Object.entries(state.environments).filter(([, { lease }]) => lease !== null && lease <= now);
  const environments = eachEnvironment(state, (one) =>
    one.lease !== null && one.lease <= now ? { ...one, weight: 0, lease: null } : one,
  );
  const next = { ...turn, state: { ...state, held, environments } };
  if (expired.length === 0) return next;
  const drained = Math.max(...expired.map(([, { lease }]) => lease ?? 0)) + CLOCK_SKEW;
  const since =
    now < drained ? "not drained yet where a clock is behind" : `drained at ${new Date(drained).toISOString()}`;
  const why = `no tick within ${showSpan(plan.lease)}: ${expired.map(([name]) => name).join(", ")} is at weight 0, ${since}`;
  return noted(next, { event: "lease-expired", actor: ITSELF, why });
}

const isHeld = ({ phase }: RolloutState): boolean => phase.name === "Progressing" || phase.name === "Monitoring";

function sinceLastTick({ plan, now, state }: Turn): number {
  const environment = plan.steps[state.step]?.environment;
  const exposure = environment === undefined ? undefined : state.environments[environment];
  const until =
    environment !== undefined && intended(plan, state.step, environment).weight > 0
      ? Math.min(now, exposure?.lease ?? state.tickedAt)
      : now;
  return Math.max(0, until - state.tickedAt);
}

/**
 * Gives the weights of this step, each until a lease ends. Who paused keeps what he has while ticks come, and is not
 * given again what he lost; nor is who cannot be measured, or whose state nobody signed.
 */
export function renewLeases(turn: Turn): Turn {
  const { plan, now, state, evidence } = turn;
  if (!isLive(state) || evidence.uncovered !== null) return turn;
  const { phase } = state;
  if (phase.name === "Paused" && phase.reason === "ProviderError") return turn;
  const given = (one: EnvironmentState, name: string): EnvironmentState => {
    const { weight, values } = intended(plan, state.step, name);
    if (weight === 0) return { ...one, weight, values, lease: null };
    if (phase.name === "Paused" && one.lease === null) return one;
    return { ...one, weight, values, lease: now + plan.lease };
  };
  const environments = eachEnvironment(state, given);
  const again = Object.entries(environments).filter(
    ([name, { lease: until }]) => until !== null && state.environments[name]?.lease === null,
  );
  const next = { ...turn, state: { ...state, environments } };
  if (again.length === 0) return next;
  const why = again.map(([name, { weight }]) => `${name} at weight ${weight}`).join(", ");
  return noted(next, { event: "leased", actor: ITSELF, why });
}
