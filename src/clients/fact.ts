import type { Cited } from "../model/rule.ts";

/**
 * A statement about a client, read at its source. Limits, names and places: data that rules and `context` compare with.
 */
export interface Fact<V = unknown> extends Cited {
  readonly value: V;
  /** What the value means: one sentence about the client. */
  readonly says: string;
}
export type Facts = Readonly<Record<string, Fact>>;
