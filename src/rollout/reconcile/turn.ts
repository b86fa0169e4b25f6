import type { Plan, Span } from "../plan.ts";
import type { EnvironmentState, Instant, Phase, RolloutState } from "../state.ts";
import type { WantedNumber } from "../analysis/read-numbers.ts";
import type { MetricVerdict, RolloutEvidence } from "./evidence.ts";

/** What was done, by whom and why: a line of the audit log. */
export interface RolloutEvent {
  readonly event: string;
  readonly actor: string;
  readonly why: string;
  /** The verdicts that it rests on, each in a line. */
  readonly evidence?: readonly string[];
}

/** What is to be done besides the state, its flags and its pointers, which say by themselves what they are to be. */
export type Action =
  | {
      readonly kind: "job";
      readonly step: string;
      readonly command: readonly string[];
      readonly timeout: Span;
      /** Of a job that prints numbers: which are asked for, and the how manieth run of its step it is, from 0. */
      readonly reads?: { readonly run: number; readonly wanted: readonly WantedNumber[] };
    }
  | { readonly kind: "notify"; readonly trigger: string; readonly why: string; readonly page: boolean };

/** One look at a rollout on its way from what it was to what it is to be. */
export interface Turn {
  readonly plan: Plan;
  readonly now: Instant;
  readonly evidence: RolloutEvidence;
  readonly state: RolloutState;
  readonly events: readonly RolloutEvent[];
  readonly actions: readonly Action[];
  /** What was measured for this tick and counted, by metric. */
  readonly measured: Readonly<Record<string, MetricVerdict>>;
  /** Why it does not go on, for who asks. */
  readonly waits: string | null;
}

export const ITSELF = "agent-ci";

export const became = (turn: Turn, changes: Partial<RolloutState>, event: RolloutEvent): Turn => ({
  ...turn,
  state: { ...turn.state, ...changes },
  events: [...turn.events, event],
});

export const noted = (turn: Turn, event: RolloutEvent): Turn => ({ ...turn, events: [...turn.events, event] });

export const notified = (turn: Turn, trigger: string, why: string, page = false): Turn => ({
  ...turn,
  actions: [...turn.actions, { kind: "notify", trigger, why, page }],
});

export const waiting = (turn: Turn, waits: string): Turn => ({ ...turn, waits });

/** Still on its way: it may be paused, aborted, rolled back. */
const LIVE: ReadonlySet<Phase["name"]> = new Set([
  "Pending",
  "Progressing",
  "Paused",
  "AwaitingApproval",
  "Monitoring",
]);
export const isLive = ({ phase }: RolloutState): boolean => LIVE.has(phase.name);

export const eachEnvironment = (
  state: RolloutState,
  change: (environment: EnvironmentState, name: string) => EnvironmentState,
): RolloutState["environments"] =>
  Object.fromEntries(Object.entries(state.environments).map(([name, one]) => [name, change(one, name)]));

/** A paused rollout asks somebody; `Paused` says what for. */
export const paused = (
  turn: Turn,
  phase: Omit<Extract<Phase, { name: "Paused" }>, "since">,
  { page = false, evidence }: { readonly page?: boolean; readonly evidence?: readonly string[] } = {},
): Turn => {
  const event = { event: `paused-${phase.reason}`, actor: ITSELF, why: phase.why, ...(evidence && { evidence }) };
  return notified(became(turn, { phase: { ...phase, since: turn.now } }, event), "on-rollout-paused", phase.why, page);
};
