import type { Response } from "../plan.ts";
import type { Verb } from "../reconcile/evidence.ts";

/** What an alert is for: who is told, or what a team has written for it. */
export const ACTIONS = [
  "notify_oncall",
  "trigger_fallback",
  "trigger_investigation",
  "trigger_cleanup",
  "trigger_failover",
] as const;
export type AlertAction = (typeof ACTIONS)[number];

/** What an alert asks of its rollout: none of it raises what anybody is given. */
export const ASKING = ["emergency-disable", "abort", "pause"] as const satisfies readonly Verb[];
export type AlertVerb = (typeof ASKING)[number];

/** What follows for the rollout where an alert does not say: cleaning up and failing over are for other programs. */
export const USUAL: Readonly<Record<AlertAction, Exclude<Response, "stepDown">>> = {
  notify_oncall: "warn",
  trigger_fallback: "abort",
  trigger_investigation: "pause",
  trigger_cleanup: "warn",
  trigger_failover: "warn",
};

/** The action of a metric's alert, by what follows where the metric fails. */
export const ACTION_OF: Readonly<Record<Response, AlertAction>> = {
  warn: "notify_oncall",
  pause: "trigger_investigation",
  stepDown: "trigger_investigation",
  abort: "trigger_fallback",
  emergencyDisable: "trigger_fallback",
};

/** Who steps down is the tick, which knows the step before; an alert holds the rollout where it is until then. */
const VERB_OF: Readonly<Record<Response, AlertVerb | undefined>> = {
  warn: undefined,
  pause: "pause",
  stepDown: "pause",
  abort: "abort",
  emergencyDisable: "emergency-disable",
};

/** Where nothing is to be rolled back by itself, nothing is by an alert; an emergency is one all the same. */
export const verbOf = (response: Response, automatic: boolean): AlertVerb | undefined =>
  !automatic && response === "abort" ? "pause" : VERB_OF[response];

/** What an alert is labelled with: by these it is routed, and heeded. */
export const LABELS = {
  rollout: "agent_ci_rollout",
  metric: "agent_ci_metric",
  verb: "agent_ci_request",
  /** An annotation: the steps in which it counts. */
  steps: "agent_ci_steps",
} as const;
/**
 * What the listener tells Prometheus: 1 while somebody is given the release of a rollout, with its step, and 0 while
 * nobody is; and that it is there.
 */
export const GIVEN = "agent_ci_rollout_given";
export const LISTENING = "agent_ci_listening";
/** The step of a rollout whose state cannot be read: every alert counts there. */
export const UNKNOWN_STEP = "unknown";
