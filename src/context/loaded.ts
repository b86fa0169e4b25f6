import type { Fact } from "../clients/fact.ts";
import type { Artifact } from "../model/artifact.ts";

/**
 * When a client hands something to the model. `always`: with every request. `on-trigger`: when a skill, a rule or a
 * command applies. `on-demand`: when the model opens the file.
 */
export const WHEN = ["always", "on-trigger", "on-demand"] as const;
export type When = (typeof WHEN)[number];

export type LoadedKind =
  | "instructions"
  | "import"
  | "rule"
  | "skill-listing"
  | "agent-listing"
  | "mcp-tools"
  | "skill"
  | "agent"
  | "command"
  | "reference";

/** One thing that a client hands to the model: a file, a part of one, or an entry of a list. */
export interface Loaded {
  readonly when: When;
  readonly kind: LoadedKind;
  readonly path: string;
  readonly text: string;
  /** What says so. */
  readonly source: Fact;
  /** Of a file that the client cuts: the bytes that are read. */
  readonly read?: number;
  readonly artifact?: Artifact;
}
