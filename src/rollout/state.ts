import type { Digest, Percent, Span, StepValues } from "./plan.ts";

/** Milliseconds since the epoch. */
export type Instant = number;

/** What tasks of one environment are given: who evaluates a flag sees nothing else of a rollout. */
export interface Exposure {
  readonly weight: Percent;
  /** What tasks of the canary are given besides their release. */
  readonly values: StepValues;
  /** What tasks of stable are given: the values with which it became stable. */
  readonly stableValues?: StepValues;
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

export type EnvironmentState = Exposure & Pointers;

/** What a paused rollout asks somebody about. */
export const PAUSE_REASONS = [
  "Requested",
  "InsufficientData",
  "Inconclusive",
  "ProviderError",
  "MetricFailed",
  "SteppedDown",
  "Escalated",
  "Blocked",
  "TimedOut",
  "Checkpoint",
  "Deadline",
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** The moments of a rollback: breach, verdict, written, acknowledged by every runtime, last task ended. */
export interface RollbackTimes {
  readonly t0: Instant | null;
  readonly t1: Instant;
  readonly t2: Instant | null;
  readonly t3: Instant | null;
  readonly t4: Instant | null;
}

export type Outcome = "COMPLETE" | "INCOMPLETE" | "PIVOT";

/** Where a rollout stands, and why. */
export type Phase =
  | { readonly name: "Pending" }
  | { readonly name: "Progressing" }
  | {
      readonly name: "Paused";
      readonly reason: PauseReason;
      readonly why: string;
      /** Since when somebody has to decide, or was called again. */
      readonly since: Instant;
    }
  | { readonly name: "AwaitingApproval" }
  | { readonly name: "Monitoring" }
  | { readonly name: "Healthy"; readonly outcome: Outcome }
  | { readonly name: "RollingBack"; readonly why: string; readonly times: RollbackTimes; readonly paged: boolean }
  | {
      readonly name: "Degraded";
      readonly why: string;
      /** Null after `unfreeze`. */ readonly times: RollbackTimes | null;
    }
  | { readonly name: "Failed"; readonly why: string }
  /** Nobody gets anything but stable. `healthy`: what was frozen had come to its end before. */
  | { readonly name: "Frozen"; readonly why: string; readonly healthy: Outcome | null };

export type Judgement = "pass" | "fail" | "inconclusive" | "noData" | "error";

/** A number that a verdict rests on. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** How many tasks, samples or answers it was made of. */
  readonly n: number;
  /** Both ends of its interval at 95 %, where there is one: a single number of somebody else has none. */
  readonly low?: number;
  readonly high?: number;
}

/** What a verdict was found by: the rule, what it came to, and the numbers that it rests on. */
export interface Grounds {
  readonly rule: string;
  readonly why: string;
  readonly figures: readonly Figure[];
}

/** What has been of a metric at the ticks of this rollout, and what its last verdict was found by. */
export interface MetricRecord extends Grounds {
  /** When its last verdict was taken: none counts twice. */
  readonly at: Instant;
  readonly verdict: Judgement;
  /** Measurements since what is given last changed; how many failed, and since when more than may. */
  readonly taken: number;
  readonly failures: number;
  readonly failingSince: Instant | null;
  /** The last of them in a row: that failed, which only a pass ends, or that passed, which all else ends. */
  readonly failuresInRow: number;
  readonly passesInRow: number;
  /** Verdicts in a row that said nothing, and providers in a row that failed. */
  readonly inconclusive: number;
  readonly errors: number;
}

/** The numbers of one run of a job that prints some. */
export interface TrialRun {
  readonly at: Instant;
  readonly values: Readonly<Record<string, number>>;
}

/** The last time that a step was gone back: since when, and when every runtime was on the step before. */
export interface StepDownRecord {
  readonly at: Instant;
  readonly back: Instant | null;
  /** Somebody was called, since that took longer than it may. */
  readonly paged: boolean;
}

/** A checkpoint that was reached: since when it waits, and how it ended. */
export interface CheckpointRecord {
  readonly due: Instant;
  readonly end: "passed" | "missed" | null;
}

/** Somebody who approved, as whom: `qa`; null where no role was asked for. */
export interface Approver {
  readonly person: string;
  readonly role: string | null;
}

/** A release that was tried before this one. */
export interface FormerRelease {
  readonly release: Digest;
  readonly commit: string;
  readonly id: string;
  readonly end: "Healthy" | "RolledBack" | "Superseded" | "Failed";
  readonly at: Instant;
}

/** What somebody is yet to be told. Its key is the same however often it is tried. */
export interface Notice {
  readonly key: string;
  /** Of the attempt that it is about. */
  readonly id: string;
  readonly trigger: string;
  readonly why: string;
  /** Somebody is called. */
  readonly page: boolean;
  readonly at: Instant;
  /** Names of receivers that have not been told. */
  readonly to: readonly string[];
}

/** One file per rollout on the branch of states: all that is remembered from one tick to the next. */
export interface RolloutState {
  readonly version: 1;
  readonly rollout: string;
  /** `<rollout>/r<number>`: a retry of a release that was rolled back is a new one, and begins with no samples. */
  readonly id: string;
  readonly number: number;
  readonly release: Digest;
  readonly plan: Digest;
  /** The commit of the specification. */
  readonly commit: string;
  readonly risk: "low" | "high";
  readonly phase: Phase;
  readonly startedAt: Instant;
  /** Of the last tick; no tick before it changes anything. */
  readonly tickedAt: Instant;
  /** Index into the plan's steps; as many as there are, once all are done. */
  readonly step: number;
  readonly stepSince: Instant;
  /** When weight or values last changed: a verdict of before says nothing of what is now. */
  readonly changedAt: Instant;
  /** How long this step was held while its lease was good. */
  readonly held: Span;
  /** Somebody asked to go to the end: pauses and analyses are passed over, approvals and jobs are not. */
  readonly hurry: boolean;
  /** From when the deadline counts. */
  readonly deadlineFrom: Instant;
  readonly environments: Readonly<Record<string, EnvironmentState>>;
  readonly metrics: Readonly<Record<string, MetricRecord>>;
  /** How often it was stepped down, by the step that failed. */
  readonly stepDowns: Readonly<Record<string, number>>;
  readonly steppedDown: StepDownRecord | null;
  /** Whether this climb is a retry, and how many retries failed. */
  readonly retrying: boolean;
  readonly failedRetries: number;
  /** How the jobs ended, by step. */
  readonly jobs: Readonly<Record<string, "passed" | "failed">>;
  /** What burn-ins and benchmarks read of this release, by step, the newest last. */
  readonly readings: Readonly<Record<string, readonly TrialRun[]>>;
  /** What benchmarks came to, by the release that was healthy with it and by their names. */
  readonly baselines: Readonly<Record<Digest, Readonly<Record<string, number>>>>;
  /** Of monitoring, by step and name. */
  readonly checkpoints: Readonly<Record<string, CheckpointRecord>>;
  /** Who approved this release, by step; who confirmed a checkpoint, by step and name. */
  readonly approvedBy: Readonly<Record<string, readonly Approver[]>>;
  /** What is yet to be told. */
  readonly untold: readonly Notice[];
  /** Requests that were answered, newest last. */
  readonly answered: readonly string[];
  readonly history: readonly FormerRelease[];
  /** Releases that may not return, with why. */
  readonly bad: Readonly<Record<Digest, string>>;
}
