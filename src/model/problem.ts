import type { Range } from "./source.ts";

/** What kept a text from being read as what it claims to be. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly range?: Range;
}
export type ProblemCode = "unreadable" | "too-large" | "encoding" | "syntax" | "duplicate-key" | "too-deep" | "aliases";
