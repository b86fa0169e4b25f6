import type { Diagnostic, Severity } from "./diagnostic.ts";
import type { Measurement } from "./measurement.ts";

/** What one room wants to show beyond diagnostics and measurements; `kind` and `version` name a published schema. */
export interface Section {
  readonly kind: string;
  readonly version: number;
  readonly data: unknown;
}

/** The facts of a rule that ran, for readers of the report who have no agent-ci at hand. */
export interface RanRule {
  readonly id: string;
  /** Its former names. */
  readonly aliases?: readonly string[];
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly url: string;
}

/** A finding that counts nowhere, and why: somebody answered for it, or it was there before. */
export interface Excused {
  readonly by: "inline" | "configuration" | "baseline";
  /** Of a suppression. */
  readonly reason?: string;
  readonly diagnostic: Diagnostic;
}

/** Evidence, the same bytes on every machine for the same input; only `run` may differ. */
export interface Report {
  readonly version: 1;
  readonly diagnostics: readonly Diagnostic[];
  /** In the order of `diagnostics`; absent where there are none. */
  readonly excused?: readonly Excused[];
  readonly measurements: readonly Measurement[];
  readonly sections: readonly Section[];
  readonly rules: readonly RanRule[];
  readonly checked: Checked;
  readonly run: Run;
}
export interface Checked {
  readonly artifacts: number;
  /** How many of each kind; kinds of which there are none are absent. */
  readonly kinds: Readonly<Record<string, number>>;
}
export interface Run {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly commit?: string;
  /** The checked folder's prefix from the repository's top: empty, or POSIX with a trailing slash. */
  readonly root: string;
  /** Where the policy that judged came from: a file, a ref, or `defaults`. */
  readonly policy: string;
}

export type Verdict =
  | { readonly result: "pass"; readonly reasons: readonly string[] }
  | { readonly result: "fail"; readonly reasons: readonly string[] }
  | { readonly result: "inconclusive"; readonly reasons: readonly string[] };
