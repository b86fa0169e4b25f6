import type { DataNode } from "../model/data.ts";
import type { Problem } from "../model/problem.ts";

/** A text as a tree. */
export interface Parsed {
  /** Absent for an empty text, and where the text could not be read. */
  readonly data?: DataNode;
  readonly problems: readonly Problem[];
}
