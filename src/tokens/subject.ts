import type { Reader } from "../context/instruction-files.ts";
import type { Artifact } from "../model/artifact.ts";
import type { EngineRule } from "../model/rule.ts";
import type { Limit } from "./limit.ts";

/** What a budget is about, on one side of a difference. */
export interface Subject {
  readonly rule: EngineRule;
  /** Names the same subject on the other side. */
  readonly key: string;
  /** Begins the message: `AGENTS.md has`, `Codex in api loads`. */
  readonly says: string;
  /** Ends the message's first clause: ` with every request`. */
  readonly when: string;
  readonly parts: readonly SubjectPart[];
  /** The text as one, where the parts are pieces of it: their sum could differ by the seams. */
  readonly whole?: string;
  /** Its models count otherwise than the counter: an estimate. */
  readonly client?: Reader;
  readonly labels: Readonly<Record<string, string>>;
  /** The file that it is about; absent, the diagnostic stands at the largest part. */
  readonly path?: string;
  readonly limit: Limit;
}

/** What a subject's tokens are made of. */
export interface SubjectPart {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly artifact?: Artifact;
}
