import type { ModelRequest } from "../../rehearsal/wire/request.ts";

/** A request that waits for its answer. */
export interface Arrival {
  /** From 0, in the order of arrival. */
  readonly number: number;
  readonly path: string;
  readonly request: ModelRequest;
}
