import type { Client } from "./client.ts";
import type { DataMap, DataNode } from "./data.ts";
import type { Outline } from "./outline.ts";
import type { Range, Source } from "./source.ts";
import type { Problem } from "./problem.ts";

/** Every kind of file that agent-ci recognises, with the shape its text is parsed into. */
export const KINDS = {
  skill: "markdown",
  instructions: "markdown",
  "scoped-instructions": "markdown",
  agent: "markdown",
  command: "markdown",
  "output-style": "markdown",
  "team-spec": "markdown",
  orchestration: "markdown",
  "agentic-workflow": "markdown",
  "agent-file": "data",
  "command-file": "data",
  hooks: "data",
  settings: "data",
  mcp: "data",
  plugin: "data",
  marketplace: "data",
  "skill-metadata": "data",
  environment: "data",
  policy: "data",
  evals: "data",
  scenario: "data",
  dependencies: "data",
  "language-servers": "data",
  monitors: "data",
  "client-policy": "data",
  team: "table",
  "env-file": "text",
  "command-rules": "text",
  program: "text",
} as const;
export type Kind = keyof typeof KINDS;
export type ArtifactShape = (typeof KINDS)[Kind];

/** How the text of a file is written. */
export type Syntax = "markdown" | "yaml" | "json" | "jsonc" | "toml" | "csv" | "text";

/** A file that was recognised, before its text is read. */
export interface Located<K extends Kind = Kind> {
  readonly kind: K;
  readonly path: string;
  /** Where it really is, if `path` leads there through a symbolic link. */
  readonly file?: string;
  /** All paths by which it is read as what it is, `path` too; absent where that is the only one. */
  readonly ways?: readonly string[];
  /** The same text is an artifact of another kind or dialect already, and counts there. */
  readonly again?: true;
  /** Whose format the file follows; absent where several clients share it. */
  readonly dialect?: Client;
  readonly syntax: Syntax;
}

interface Parsed<K extends Kind> extends Located<K> {
  readonly source: Source;
  readonly problems: readonly Problem[];
}

export interface Frontmatter {
  /** From the opening fence to the end of the closing one. */
  readonly range: Range;
  /** Absent where the YAML between the fences could not be read or is no map. */
  readonly data?: DataMap;
}
export interface MarkdownArtifact<K extends Kind = Kind> extends Parsed<K> {
  readonly frontmatter?: Frontmatter;
  /** What stands behind the frontmatter, to the end of the file. */
  readonly body: Range;
  /** Parsed on first call, then remembered: most rules ask for no tree. */
  readonly outline: () => Outline;
  /** What kept the body from being read where a rule asked for its outline; undefined where none has asked. */
  readonly outlineProblem: () => Problem | undefined;
}
export interface DataArtifact<K extends Kind = Kind> extends Parsed<K> {
  readonly data?: DataNode;
}
export interface TableArtifact<K extends Kind = Kind> extends Parsed<K> {
  readonly records: readonly (readonly TableCell[])[];
}
export interface TableCell {
  readonly value: string;
  readonly quoted: boolean;
  readonly range: Range;
}
export type TextArtifact<K extends Kind = Kind> = Parsed<K>;

interface Shapes<K extends Kind> {
  markdown: MarkdownArtifact<K>;
  data: DataArtifact<K>;
  table: TableArtifact<K>;
  text: TextArtifact<K>;
}
/** The artifact of a kind: a distributive map, so that a union of kinds gives a union of artifacts. */
export type ArtifactOf<K extends Kind> = K extends Kind ? Shapes<K>[(typeof KINDS)[K]] : never;
export type Artifact = ArtifactOf<Kind>;
