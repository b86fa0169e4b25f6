import type { Json } from "../model/json.ts";
import type { UsageRecord, UsageSource } from "./record.ts";

/** Why something of a log that has to do with usage was not counted. */
export type Flaw =
  /** A line that is no JSON: cut off, or written over. */
  | "torn"
  /** A line with usage that is too long to be read. */
  | "monster"
  /** Numbers that cannot be: negative, no integers, more of a part than there is of the whole. */
  | "contradictory"
  /** A row of a table that has not the columns of the table. */
  | "misshapen"
  /** A file that the system refuses, or that is not what it claims to be. */
  | "unreadable";

/** Whom a reader tells what it found. */
export interface Told {
  readonly record: (record: UsageRecord) => void;
  /** Of the line that is being read. */
  readonly flaw: (flaw: Flaw) => void;
}

export interface LogFile {
  /** Without its folder. */
  readonly name: string;
  /** What readers of one run leave for each other: which sessions have logs, which thread is a copy of which. */
  readonly shared: Map<string, string>;
}

/** Where in a line that stands which holds no usage. */
export interface Ends {
  readonly head: number;
  readonly tail: number;
}

/** The reading of one file. */
export interface LogReading {
  /**
   * Whether a line says but what the one before it said. Asked where something in it holds no usage: it has that from
   * the end of its head to the beginning of its tail.
   */
  readonly repeats?: (bytes: Buffer, ends: Ends) => boolean;
  /** `since` says whether a mark stands in a line between the one told before and this one. */
  readonly line: (json: Json, since: (mark: string) => boolean) => void;
  /** In the place of `line`, where lines are no JSON. `cut`: no newline stands behind it. */
  readonly text?: (line: string, cut: boolean) => void;
  /** The file is over. */
  readonly end: () => void;
  /** Marks that the next line will be asked for. */
  readonly marks?: () => readonly string[];
}

/** A kind of log: how it is known, and how it is read. */
export interface LogKind {
  readonly source: UsageSource;
  /** In words, for a user. */
  readonly title: string;
  /** It says in sums what logs of the same sessions say in full: read after these, for those that have none. */
  readonly summary?: true;
  /** Its files need not know of each other, but for the names of answers: they may be read side by side. */
  readonly apart?: true;
  /** Whether a file that begins like this is one. */
  readonly claims: (head: string) => boolean;
  /** Lines without any of these hold nothing to read. */
  readonly needles: readonly string[];
  /** Its lines are no JSON, and told as they are. */
  readonly isText?: true;
  /**
   * What of a line holds no usage, and most of its bytes: between the first of one text and the last of the other,
   * where what remains is JSON. Within a text of the log both would be escaped.
   */
  readonly without?: { readonly from: string; readonly to: string };
  readonly open: (told: Told, file: LogFile) => LogReading;
}
