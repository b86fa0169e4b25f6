import type { ArtifactOf } from "../model/artifact.ts";
import type { Client } from "../model/client.ts";
import type { Range } from "../model/source.ts";

/** The clients whose loaders are known well enough to say what becomes of a skill or a subagent. */
export const LOADERS = [
  "claude-code",
  "codex",
  "gemini-cli",
  "copilot",
  "cursor",
  "skills-ref",
] as const satisfies readonly Client[];
export type Loader = (typeof LOADERS)[number];

/** What becomes of a file, from best to worst; `not-read`: it lies where the client does not look. */
const OUTCOMES = ["loads", "differs", "unknown", "dropped", "not-read"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One thing that a client does with a file other than its author would expect. */
export interface Reason {
  /** What kind of reason it is, for rules: some of them are reported by a rule of their own. */
  readonly code: ReasonCode;
  readonly outcome: Exclude<Outcome, "loads">;
  /** Whole sentence without the client's name: `The description has 1,068 of 1,024 characters.` */
  readonly says: string;
  readonly at?: Range;
}
type ReasonCode =
  | "place"
  | "depth"
  | "file-name"
  | "unreadable"
  | "byte-order-mark"
  | "fence"
  | "frontmatter"
  | "yaml"
  | "duplicate-key"
  | "duplicate-skill"
  | "field"
  | "name"
  | "name-length"
  | "namespaced-name"
  | "description"
  | "description-length"
  | "short-description"
  | "metadata"
  | "compatibility"
  | "body";

/** What a client does with a file, and why where it is not simply loaded. */
export interface Loading {
  readonly client: Loader;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

/** A skill with what its client must know of the folders around it. */
export interface SkillSubject {
  readonly skill: ArtifactOf<"skill">;
  /** The name of the skill's folder; undefined where that is the checked folder, whose name is not known. */
  readonly folder?: string;
  /** What Codex puts in front of the skill's name. */
  readonly namespace?: string;
}
export type AgentSubject = ArtifactOf<"agent" | "agent-file">;

/** A client's own reading of files. Each yields its reasons; none means that the file loads as it stands. */
export interface LoaderRules {
  readonly skill: (subject: SkillSubject) => Iterable<Reason>;
  readonly agent: (agent: AgentSubject) => Iterable<Reason>;
}

export function outcomeOf(reasons: readonly Reason[]): Outcome {
  return reasons.reduce<Outcome>(
    (worst, { outcome }) => (OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf(worst) ? outcome : worst),
    "loads",
  );
}
