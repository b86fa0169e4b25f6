import type { ArtifactOf } from "../model/artifact.ts";
import type { Loader } from "../clients/readers/loaders.ts";
import type { Range } from "../model/source.ts";

/** What becomes of a file, from best to worst; `not-read`: it lies where the client does not look. */
const OUTCOMES = ["loads", "differs", "unknown", "dropped", "not-read"] as const;
export type LoadOutcome = (typeof OUTCOMES)[number];

/** One thing that a client does with a file other than its author would expect. */
export interface Reason {
  /** What kind of reason it is, for rules: some of them are reported by a rule of their own. */
  readonly code: ReasonCode;
  readonly outcome: Exclude<LoadOutcome, "loads">;
  /** Whole sentence without the client's name: `The description has 1,068 of 1,024 characters.` */
  readonly says: string;
  readonly at?: Range;
}
type ReasonCode =
  | "place"
  | "depth"
  | "link"
  | "bytes"
  | "file-name"
  | "unreadable"
  | "byte-order-mark"
  | "fence"
  | "frontmatter"
  | "early-end"
  | "yaml"
  | "duplicate-key"
  | "duplicate-skill"
  | "field"
  | "name"
  | "name-length"
  | "description"
  | "description-length"
  | "metadata"
  | "compatibility"
  | "body";

/** What a client does with a file, and why where it is not simply loaded. */
export interface Loading {
  readonly client: Loader;
  readonly outcome: LoadOutcome;
  readonly reasons: readonly Reason[];
}

/** A skill as a client comes to it. */
export interface SkillSubject {
  readonly skill: ArtifactOf<"skill">;
  /** The path by which it is reached: another than the file's own where a symbolic link leads to it. */
  readonly path: string;
  /** Whether the file at that path is itself a symbolic link. */
  readonly fileLink: boolean;
  /** The skill that it lies below, on that way. */
  readonly outer?: string;
  /** The name of the skill's folder; undefined where that is the checked folder, whose name is not known. */
  readonly folder?: string;
}
export interface AgentSubject {
  readonly agent: ArtifactOf<"agent" | "agent-file">;
  readonly path: string;
  /** Whether a config.toml of Codex names the file, and may say what it lacks. */
  readonly declared?: boolean;
}

/** A client's own reading of files. Each yields its reasons; none means that the file loads as it stands. */
export interface LoaderRules {
  readonly skill: (subject: SkillSubject) => Iterable<Reason>;
  readonly agent: (subject: AgentSubject) => Iterable<Reason>;
}

export function outcomeOf(reasons: readonly Reason[]): LoadOutcome {
  return reasons.reduce<LoadOutcome>(
    (worst, { outcome }) => (OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf(worst) ? outcome : worst),
    "loads",
  );
}

export const isBetter = (one: LoadOutcome, other: LoadOutcome): boolean =>
  OUTCOMES.indexOf(one) < OUTCOMES.indexOf(other);
