import type { Range } from "../../model/source.ts";

/** What makes clients skip a server. */
export interface ServerProblem {
  readonly message: string;
  readonly at: Range;
}
