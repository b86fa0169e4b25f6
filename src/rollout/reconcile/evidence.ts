import type { Held } from "../../statistics/non-inferiority.ts";
import type { Digest, Plan } from "../plan.ts";
import type { Approver, Grounds, Instant, Judgement, RolloutState } from "../state.ts";

/** What was found out about a metric. */
export interface MetricVerdict extends Grounds {
  readonly verdict: Judgement;
  readonly at: Instant;
  /** The first sample that breached, where that is known. */
  readonly since?: Instant;
  /** The first tasks that failed, each by its id and its time. */
  readonly breaches?: readonly string[];
  /** When it last passed, where samples between two looks show it. */
  readonly recovered?: Instant;
}

/** What a report of golden cases says of a release. */
export interface GoldenEvidence {
  /** Of which it speaks. */
  readonly release: Digest;
  /** Why it is about other cases or references than the checkout has; null where it is about these. */
  readonly otherwise: string | null;
  /** Of each case what was counted, and why it says nothing; empty where it does. */
  readonly cases: readonly (Held & { readonly id: string; readonly missing: string })[];
}

/** What may be asked of a rollout, the most urgent first: what lowers exposure comes before what raises it. */
export const VERBS = [
  "emergency-disable",
  "abort",
  "pause",
  "undo",
  "unfreeze",
  "retry",
  "resume",
  "promote",
  "start",
] as const;
export type Verb = (typeof VERBS)[number];
/** Those that take a release from everybody: they wait for nothing. */
export const TAKING_BACK: ReadonlySet<Verb> = new Set(["emergency-disable", "abort"]);
export interface RolloutRequest {
  readonly id: string;
  readonly verb: Verb;
  readonly actor: string;
  readonly at: Instant;
  readonly why: string;
  /** `promote`: to the end. */
  readonly full?: boolean;
  /** `start`, `retry`: although the release is bad. */
  readonly force?: boolean;
}

/** How a job ended that prints numbers: with those that were asked for, or why not. */
export type ReadEnd = { readonly values: Readonly<Record<string, number>> } | { readonly unreadable: string };

/** What the default branch holds now: a release of its files, and how it is to be rolled out. */
export interface RolloutOffer {
  readonly release: Digest;
  readonly commit: string;
  readonly risk: RolloutState["risk"];
  readonly plan: Plan;
}

/** Who turned down what a step, or a checkpoint, asks, and why; that may be nothing. */
interface Rejection extends Approver {
  readonly why: string;
}

/** Who agreed to what a step, or a checkpoint, asks; and who did not. */
interface StepApprovals {
  readonly by: readonly Approver[];
  readonly rejected: Rejection | null;
  /** What they agreed to, by `attemptDigest`, or as much of it as is shown. Absent: to whatever is asked. */
  readonly of?: string;
}

/** All that a tick knows besides plan, state and time. What is absent was not looked at, and proves nothing. */
export interface RolloutEvidence {
  readonly offer: RolloutOffer | null;
  readonly verdicts: Readonly<Record<string, MetricVerdict>>;
  /** Tasks of the canary of this rollout since its step began. */
  readonly samples: number;
  /** How jobs ended by now, by step; what passed before stands in the state. */
  readonly jobs: Readonly<Record<string, "passed" | "failed">>;
  /** What jobs that print numbers came to by now, by step, each by the number of its run. */
  readonly readings: Readonly<Record<string, { readonly run: number; readonly end: ReadEnd }>>;
  /** The attempt that they were run for; they say nothing of another. Absent: of whichever it is. */
  readonly jobsOf?: string;
  /** Null where one holds, else why it does not. */
  readonly prerequisites: Readonly<Record<string, string | null>>;
  /** What was found by now, by step; what was found before stands in the state. */
  readonly approvals: Readonly<Record<string, StepApprovals>>;
  /** Who approved that a frozen rollout may move again. */
  readonly unfreeze: readonly Approver[];
  /** Reports of golden cases, by step; absent where none was given. */
  readonly golden?: Readonly<Record<string, GoldenEvidence>>;
  readonly requests: readonly RolloutRequest[];
  /** What is taken over for stable where no attempt was before: by environment, what its target points at. */
  readonly adopted?: Readonly<Record<string, Digest>>;
  /** Null where a release was verified, else what is wrong with it. */
  readonly intact: Readonly<Record<Digest, string | null>>;
  /** Null where a signed checkpoint covers the state, else why none does. */
  readonly uncovered: string | null;
  /** When the present state was written, where that began a rollback. */
  readonly writtenAt: Instant | null;
  /** When the last runtime said that it is on stable; `unobserved` where none tells. */
  readonly acknowledged: Instant | "unobserved" | null;
  /** When the last task of the canary ended. */
  readonly drained: Instant | null;
}

/** What is known where nobody has looked at anything yet. */
export const NOTHING_FOUND = {
  offer: null,
  verdicts: {},
  samples: 0,
  jobs: {},
  readings: {},
  prerequisites: {},
  approvals: {},
  unfreeze: [],
  requests: [],
  intact: {},
  uncovered: null,
  writtenAt: null,
  acknowledged: "unobserved",
  drained: null,
} as const satisfies RolloutEvidence;
