import type { Cited } from "../model/rule.ts";

/**
 * A statement about a client: limits, names and places that rules and `context` compare with. What was run has a probe
 * of its name in `scripts/oracle/probes/`.
 */
export type Fact<V = unknown> = Cited & {
  readonly value: V;
  /** What the value means: one sentence about the client. */
  readonly says: string;
};
export type Facts = Readonly<Record<string, Fact>>;
