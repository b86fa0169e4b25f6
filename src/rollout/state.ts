import type { Digest, Percent, Span, StepValues } from "./plan.ts";

/** Milliseconds since the epoch. */
export type Instant = number;

/** What tasks of one environment are given: who evaluates a flag sees nothing else of a rollout. */
export interface Exposure {
  readonly weight: Percent;
  readonly values: StepValues;
  /** Until when the weight holds; null where it is 0. */
  readonly lease: Instant | null;
}

/** Where the pointers of an environment shall be. Adapters make it so, and may be asked any number of times. */
export interface Pointers {
  /** What those read that ask no flag. */
  readonly active: Digest | null;
  readonly stable: Digest | null;
  /** The release that is tried, and the preview of blue-green; null where none is. */
  readonly canary: Digest | null;
}

export type PauseReason =
  | "StepPause"
  | "Requested"
  | "LeaseExpired"
  | "InsufficientData"
  | "Inconclusive"
  | "ProviderError"
  | "MetricFailed"
  | "SteppedDown"
  | "Escalated"
  | "Prerequisites"
  | "Unsigned"
  | "Deadline";

/** A moment of a rollback, by its names: breach, verdict, written, acknowledged, last task ended. */
export interface RollbackTimes {
  readonly t0: Instant | null;
  readonly t1: Instant;
  readonly t2: Instant | null;
  readonly t3: Instant | null;
  readonly t4: Instant | null;
}

export type Phase =
  | { readonly phase: "Pending" }
  | { readonly phase: "Progressing" }
  | { readonly phase: "Paused"; readonly reason: PauseReason; readonly why: string }
  | { readonly phase: "AwaitingApproval" }
  | { readonly phase: "Monitoring" }
  | { readonly phase: "Healthy"; readonly outcome: "COMPLETE" | "INCOMPLETE" | "PIVOT" }
  | { readonly phase: "RollingBack"; readonly why: string; readonly times: RollbackTimes }
  | { readonly phase: "Degraded"; readonly why: string; readonly times: RollbackTimes }
  | { readonly phase: "Failed"; readonly why: string }
  | { readonly phase: "Superseded"; readonly by: Digest }
  | { readonly phase: "Frozen"; readonly why: string };

/** What has been of a metric at the ticks of this rollout. */
export interface MetricRecord {
  readonly failingSince: Instant | null;
  /** A verdict in a row each. */
  readonly inconclusive: number;
  readonly errors: number;
  readonly passes: number;
}

/** A release that was active once, or was tried, newest last. */
export interface FormerRelease {
  readonly release: Digest;
  readonly id: string;
  readonly end: "Healthy" | "RolledBack" | "Superseded" | "Failed";
  readonly at: Instant;
}

/** One file per rollout on the branch of states. */
export type RolloutState = Phase & {
  readonly version: 1;
  readonly rollout: string;
  /** `<rollout>/r<number>`: a retry is a new one, and begins with no samples. */
  readonly id: string;
  readonly number: number;
  readonly release: Digest;
  readonly plan: Digest;
  /** The commit of the specification. */
  readonly commit: string;
  readonly risk: "low" | "high";
  readonly startedAt: Instant;
  /** Of the last tick; no tick before it changes anything. */
  readonly tickedAt: Instant;
  /** Index into the plan's steps. */
  readonly step: number;
  readonly stepSince: Instant;
  /** How long this step was held while its lease was good. */
  readonly held: Span;
  readonly environments: Readonly<Record<string, Exposure & Pointers>>;
  readonly metrics: Readonly<Record<string, MetricRecord>>;
  readonly stepDowns: number;
  readonly failedRetries: number;
  /** Ends of jobs by the step that asks for them. */
  readonly jobs: Readonly<Record<string, "running" | "passed" | "failed">>;
  readonly approvedBy: readonly string[];
  /** Requests that were answered, newest last. */
  readonly answered: readonly string[];
  /** A newer release that waits for the end of this one. */
  readonly queued: Digest | null;
  readonly history: readonly FormerRelease[];
  /** Releases that may not return, with why. */
  readonly bad: Readonly<Record<Digest, string>>;
};
