import type { Artifact, ArtifactOf, Kind } from "./artifact.ts";
import type { Client } from "./client.ts";
import type { DataNode } from "./data.ts";
import type { Fix, Related, Severity } from "./diagnostic.ts";
import type { Entry, Listed, Unseen } from "./ports.ts";
import type { Range, Source } from "./source.ts";

/** What a rule yields. The engine adds rule, severity, path, lines, fingerprint and excerpt. */
export interface Finding {
  readonly message: string;
  readonly at?: Range;
  /** More precise than the rule's own, where this case knows better. */
  readonly consequence?: string;
  readonly help?: string;
  readonly client?: Client;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}
/**
 * A finding of a rule that sees more than one file says which artifact or path it means, and `at` counts there.
 * Without one it means the repository.
 */
export interface PlacedFinding extends Finding {
  readonly artifact?: Artifact;
  readonly path?: string;
}

/** All artifacts of one side, with facts that the host gathered beforehand. */
export interface Repository {
  readonly artifacts: readonly Artifact[];
  readonly of: <K extends Kind>(...kinds: readonly K[]) => readonly ArtifactOf<K>[];
  /** The entry at a path of the checked folder, file or directory; undefined where there is none. */
  readonly entry: (path: string) => Entry | undefined;
  /** Every listed file and link of the checked folder, artifact or not. */
  readonly paths: readonly Listed[];
  /** The file at the end of each path that leads through a symbolic link, also where that is left out of `paths`. */
  readonly linked: ReadonlyMap<string, string>;
  /** What is there and git ignores: folders with a slash at their end, and nothing below them. */
  readonly ignored: () => readonly string[];
  /** The way from the repository's top to the checked folder, with a slash at its end; empty at the top. */
  readonly prefix: string;
  /** The branch that this is, or asks to be merged from; undefined where nothing says so. */
  readonly branch?: string;
  /** When files last changed, where a rule that ran asked for it and git knows. */
  readonly history?: History;
  /** The folders of other repositories, with the commits that this one has them at. */
  readonly submodules: ReadonlyMap<string, string>;
  /** What could not be looked at, though nobody ignores it. */
  readonly unseen: readonly Unseen[];
  /** The text of any file, such as a README; undefined where there is none, or it is too large or no UTF-8. */
  readonly source: (path: string) => Source | undefined;
  /**
   * What a file of JSON, YAML or TOML holds, with the place of everything in its `source`; undefined where there is
   * none, or it cannot be read. A rule that asks names the file in `reads`.
   */
  readonly data: (path: string) => DataNode | undefined;
}
/** Seconds since the epoch of the last commit that changed a path; undefined for what no commit has. */
export interface History {
  readonly changed: (path: string) => number | undefined;
}
export interface Change {
  readonly base: Repository;
  readonly head: Repository;
}

/** A rule's options and their defaults. Configuration may replace a value by one of the same type. */
export type Options = Readonly<Record<string, boolean | number | string | readonly string[]>>;

/** Which way an option lets more through: by `more`, a larger number or a longer list, or by `less`. */
export type Loosens = "more" | "less";

/** A statement that others can check: a client was seen to do it, or a page says it; both where both are so. */
export type Cited =
  | { readonly ran: ClientRun; readonly read?: PageRead }
  | { readonly read: PageRead; readonly ran?: undefined };

/** The client did it itself, asked offline by `npm run oracle`. */
export interface ClientRun {
  readonly client: Client;
  readonly version: string;
  /** ISO 8601 day. */
  readonly date: string;
}
/** A page, and the ISO 8601 day on which it was read. */
export interface PageRead {
  readonly url: string;
  readonly date: string;
}

/** A documentation snippet and a test case at once. `reports` are lines of `[path:]line:column message`. */
export interface Example {
  readonly because: string;
  readonly files: ExampleFiles;
  /** The other side, for a rule of scope `change`. */
  readonly base?: ExampleFiles;
  /** Where the rule's options are not its defaults. */
  readonly options?: Options;
  /** The branch that the files are on. */
  readonly branch?: string;
  /** The day on which a commit last changed each path, for a rule that asks for it. */
  readonly history?: Readonly<Record<string, string>>;
  readonly reports?: readonly string[];
  /** The text of the first file after its fixes. */
  readonly fixed?: string;
}

/**
 * Files by path: a text, the bytes of what is no text, `null` for one that cannot be read,
 * where a symbolic link points, the commit of another repository, or why nobody sees it.
 */
export type ExampleFiles = Readonly<
  Record<
    string,
    | string
    | Uint8Array
    | null
    | { readonly link: string }
    | { readonly submodule: string }
    | { readonly unseen: Unseen["why"] }
  >
>;

export interface RuleFacts {
  /** Its path under `src/rules/`, or `<group>/<name>` in the `rules.ts` of another room; never reused. */
  readonly id: string;
  /** Its former names, the oldest first: fingerprints are made of that one, so that they survive a new name. */
  readonly aliases?: readonly string[];
  /** What it is for whoever uses any client. `off` is for rules that only some client's user wants. */
  readonly severity: Severity | "off";
  /** Raised to this while the client is in use. */
  readonly severityFor?: Partial<Readonly<Record<Client, Severity>>>;
  readonly summary: string;
  readonly why: string;
  /** What happens if it stays. */
  readonly consequence: string;
  /** What to do about it. */
  readonly help: string;
  /** The version of agent-ci that first had it. */
  readonly since: string;
  readonly sources?: readonly Cited[];
  /**
   * What decides where no client does: the repository itself (syntax, links, secrets), or a published standard. Without
   * it an error needs a source that was run, with each client that it is an error for.
   */
  readonly decidedBy?: "repository" | "standard";
  /** Asks artifacts for their outline: the Markdown parser is loaded only when such a rule runs. */
  readonly outline?: true;
  /**
   * Rules that say more of the same fault: where one of them has a finding at the same place, and no milder one, this
   * rule has none.
   */
  readonly yieldsTo?: readonly string[];
  /** Files whose `data` it asks for, by path, or by name wherever they are. A parser is loaded where such a file is. */
  readonly reads?: readonly string[];
  /** Asks git when files changed, which takes longer than all other rules. */
  readonly history?: true;
  readonly options: Options;
  /** Former names of options → their present ones. */
  readonly optionAliases?: Readonly<Record<string, string>>;
  /** Which way each of its options lets more through. */
  readonly loosens?: Readonly<Record<string, Loosens>>;
  readonly examples: readonly Example[];
}

export interface ArtifactRule extends RuleFacts {
  readonly scope: "artifact";
  readonly on: readonly Kind[];
  /** Which of them have what it looks at. Rules that look at the same have the same function: it is asked once. */
  readonly where?: (artifact: Artifact) => boolean;
  /** Runs after all others: it reports what was met while they looked at the artifacts. */
  readonly last?: true;
  readonly check: (artifact: Artifact, options?: Options) => Iterable<Finding>;
}
export interface RepositoryRule extends RuleFacts {
  readonly scope: "repository";
  /**
   * Looks at one artifact after the other, and says things of it or of files in its folder: of the others it asks only
   * what lies where. It is spared those that nobody asks about.
   */
  readonly local?: true;
  readonly check: (repository: Repository, options?: Options) => Iterable<PlacedFinding>;
}
export interface ChangeRule extends RuleFacts {
  readonly scope: "change";
  readonly check: (change: Change, options?: Options) => Iterable<PlacedFinding>;
}
/** Its findings come from a room of its own (`secret/*`, `budget/*`, `condition/*`): here are only the facts. */
export interface EngineRule extends RuleFacts {
  readonly scope: "engine";
}
export type Rule = ArtifactRule | RepositoryRule | ChangeRule | EngineRule;

/** What a rule without options says of itself. */
export type FactsAlone = Omit<RuleFacts, "options" | "optionAliases" | "loosens">;
type Facts<O extends Options> = FactsAlone & {
  readonly options?: O;
  readonly optionAliases?: Readonly<Record<string, keyof NoInfer<O> & string>>;
  readonly loosens?: { readonly [N in keyof NoInfer<O> & string]: Loosens };
};
type Filled<O extends Options> = {
  readonly [N in keyof O]: O[N] extends boolean
    ? boolean
    : O[N] extends number
      ? number
      : O[N] extends string
        ? string
        : readonly string[];
};

type NoOptions = Record<string, never>;

/** Overrides over defaults. Configuration was checked against the types of the defaults before it came here. */
function filler<O extends Options>(defaults: O | undefined): (overrides: Options | undefined) => Filled<O> {
  const fill = (overrides: Options | undefined): Filled<O> =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only here must the compiler believe it
    ({ ...defaults, ...overrides }) as Filled<O>;
  const usual = fill(undefined); // a rule is asked once per file: most never see another value
  return (overrides) => (overrides ? fill(overrides) : usual);
}

/** Each `define…Rule` erases a rule's type parameters once, here, so that no caller has to. */
export function defineArtifactRule<const K extends Kind, const O extends Options = NoOptions>(
  spec: Facts<O> & {
    readonly on: readonly K[];
    readonly where?: NonNullable<ArtifactRule["where"]>;
    readonly last?: true;
    readonly check: (artifact: ArtifactOf<K>, options: Filled<O>) => Iterable<Finding>;
  },
): ArtifactRule {
  const kinds: ReadonlySet<Kind> = new Set(spec.on);
  const fill = filler(spec.options);
  const applies = (artifact: Artifact): artifact is ArtifactOf<K> & Artifact => kinds.has(artifact.kind);
  return {
    ...spec,
    options: spec.options ?? {},
    scope: "artifact",
    check: (artifact, overrides) => (applies(artifact) ? spec.check(artifact, fill(overrides)) : []),
  };
}

export function defineRepositoryRule<const O extends Options = NoOptions>(
  spec: Facts<O> & {
    readonly local?: true;
    readonly check: (repository: Repository, options: Filled<O>) => Iterable<PlacedFinding>;
  },
): RepositoryRule {
  const fill = filler(spec.options);
  return {
    ...spec,
    options: spec.options ?? {},
    scope: "repository",
    check: (repository, overrides) => spec.check(repository, fill(overrides)),
  };
}

export function defineChangeRule<const O extends Options = NoOptions>(
  spec: Facts<O> & { readonly check: (change: Change, options: Filled<O>) => Iterable<PlacedFinding> },
): ChangeRule {
  const fill = filler(spec.options);
  return {
    ...spec,
    options: spec.options ?? {},
    scope: "change",
    check: (change, overrides) => spec.check(change, fill(overrides)),
  };
}

export function defineEngineRule(spec: Facts<Options>): EngineRule {
  return { decidedBy: "repository", ...spec, options: spec.options ?? {}, scope: "engine" };
}

/** Whether a rule can mend something of what it finds: one of its examples says what becomes of it. */
export const isFixable = ({ examples }: Pick<Rule, "examples">): boolean =>
  examples.some((example) => "fixed" in example && example.fixed !== undefined);
