import type { Range } from "./source.ts";

/** What kept a text from being read as what it claims to be. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly range?: Range;
}

/** What nearly every file has: one list for all of them. */
export const NO_PROBLEMS: readonly Problem[] = [];

export type ProblemCode = "unreadable" | "too-large" | "encoding" | "syntax" | "duplicate-key" | "too-deep" | "aliases";
