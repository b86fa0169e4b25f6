import type { Client } from "./client.ts";
import type { Location, Range } from "./source.ts";

/** From worst to mildest; the order that reporters rank by. */
export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something is wrong. Position is optional: some findings concern a whole file, a commit, or the repository. */
export interface Diagnostic extends Partial<Location> {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path?: string;
  /** `v1:` and a SHA-256 that survives moved lines; see docs/architecture.md, Contracts. */
  readonly fingerprint: string;
  /** What happens if it stays. */
  readonly consequence?: string;
  /** What to do about it. */
  readonly help?: string;
  readonly client?: Client;
  readonly commit?: string;
  /** Where a program of others found it: what it calls it. */
  readonly engine?: Engine;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  /** The first line of the text that the diagnostic points at. */
  readonly excerpt?: string;
}

export interface Engine {
  readonly name: string;
  readonly rule: string;
  /** Verbatim; absent where it could be made of what was found. */
  readonly fingerprint?: string;
}

export interface Related extends Partial<Location> {
  readonly path: string;
  readonly message?: string;
}

export interface Fix {
  readonly title: string;
  /** A safe fix cannot change what any client loads or does. */
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}
export interface Edit {
  readonly range: Range;
  readonly text: string;
}
