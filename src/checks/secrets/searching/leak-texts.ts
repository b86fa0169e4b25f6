import { locate as located } from "../../../inventory/places/locate.ts";
import { searchableOf } from "../../../inventory/texts/read-text.ts";
import type { Artifact } from "../../../model/artifact.ts";
import type { Repository } from "../../../model/rule.ts";
import type { Source } from "../../../model/source.ts";
import type { Leak } from "../../../secrets/leak.ts";
import type { WorkPlace, Workspace } from "../../../workspace/workspace.ts";
import type { SearchScope, Searched } from "./searched-texts.ts";

/** The text that a leak stands in. */
export interface LeakText {
  /** From the checked folder. */
  readonly path: string;
  /** Absent for what is no text, or too large for one. */
  readonly source?: Source;
  readonly artifact?: Artifact;
}
/** Undefined where a leak stands in what was not asked about. */
export type FindText = (leak: Leak) => Promise<LeakText | undefined>;

/** Leaks of the checked files; their paths begin behind `prefix`. */
export function textsInFiles(
  searched: readonly Searched[],
  head: Repository,
  scope: SearchScope,
  selects: WorkPlace["selects"],
  prefix: string,
): FindText {
  const texts = new Map(searched.map((one) => [one.source.path, one]));
  const others = new Set(
    scope === "all" ? head.paths.flatMap(({ path, link }) => (link === undefined && selects(path) ? [path] : [])) : [],
  );
  return async ({ file }) => {
    const path = below(prefix, file);
    if (path === undefined) return undefined;
    const text = texts.get(path);
    if (text) return { path, ...text };
    return others.has(path) ? { path } : undefined;
  };
}

/** Leaks in commits, whose paths count from the repository's top. */
export function textsInCommits(workspace: Workspace, scope: SearchScope): FindText {
  const { git, prefix, selects } = workspace.place;
  const sources = new Map<string, Source | undefined>();
  return async ({ file, commit = "" }) => {
    const path = below(prefix, file);
    if (path === undefined || !selects(path) || workspace.policy.ignored(path)) return undefined;
    if (scope === "agent" && located([{ path }], prefix).length === 0) return undefined;
    const name = `${commit}:${file}`;
    if (!sources.has(name)) {
      const read = /^[0-9a-f]{40,64}$/.test(commit) && git ? await git.run(["cat-file", "blob", name]) : undefined;
      sources.set(name, read?.ok ? searchableOf(path, new TextEncoder().encode(read.output)) : undefined);
    }
    const source = sources.get(name);
    return { path, ...(source && { source }) };
  };
}

const below = (prefix: string, file: string): string | undefined =>
  file.startsWith(prefix) ? file.slice(prefix.length) : undefined;
