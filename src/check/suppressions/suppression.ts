import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Range, Source } from "../../model/source.ts";

/** What somebody answers for: findings of one rule in one place, with a reason. */
export interface Suppression {
  /** A rule's id, or one of its former names. */
  readonly rule: string;
  readonly reason: string;
  /** The last day on which it holds, as it was written. */
  readonly until?: string;
  readonly where: "inline" | "configuration";
  /** The file of a comment; the glob of a setting, absent where it means findings that have no path. */
  readonly path?: string;
  /** Of a comment, from 1. */
  readonly line?: number;
  /** So many lines of the text that a comment is about, the first one with its white space folded. */
  readonly about?: (lines: number) => string;
  /** Whether a finding is in its place, whatever the rule. */
  readonly covers: (diagnostic: Pick<Diagnostic, "path" | "line">) => boolean;
  /** What findings about the suppression itself point at. */
  readonly shown?: WrittenAt;
}

export interface WrittenAt {
  readonly path: string;
  readonly source?: Source;
  readonly at?: Range;
}

/** A comment that is meant as a suppression and is none. */
export interface Malformed {
  readonly message: string;
  readonly shown: WrittenAt;
}
