import type { NonInferiority } from "../../statistics/non-inferiority.ts";

/** What a report has of cases that were held to their references. */
export interface GoldenResults {
  /** The release that ran, by its content; absent where nobody said which one it is. */
  readonly release?: string;
  readonly sets: readonly GoldenSetResult[];
}

interface Outcome {
  readonly result: NonInferiority;
  /** Runs that counted, and how many of them were like the reference. */
  readonly counted: number;
  readonly met: number;
  /** The same when the reference was recorded. */
  readonly reference: { readonly runs: number; readonly met: number };
  /** Of the difference of their shares, now less reference. */
  readonly low: number;
  readonly high: number;
}

export interface GoldenSetResult extends Outcome {
  readonly id: string;
  readonly path: string;
  readonly margin: number;
  readonly alpha: number;
  /** Of the set and its references: what it was held to. */
  readonly digest: string;
  readonly cases: readonly GoldenCaseResult[];
}

export interface GoldenCaseResult extends Outcome {
  readonly id: string;
  readonly version: number;
  /** All that ran, whether or not they count. */
  readonly runs: number;
  /** Why it says nothing; empty where it does. */
  readonly missing: string;
  /** Runs that are not like the reference, and what they have otherwise. */
  readonly differing: number;
  readonly differences: readonly GoldenDifference[];
}

/** What runs have otherwise than the reference. */
export interface GoldenDifference {
  readonly message: string;
  /** In how many of the runs. */
  readonly runs: number;
  /** Of the first of them, line by line: what only the reference has with `-`, what only the run has with `+`. */
  readonly detail: readonly string[];
}
