import type { Artifact, ArtifactOf, Kind, Located } from "../model/artifact.ts";
import type { Files, Briefly, Listed, Progress, Unseen } from "../model/ports.ts";
import type { Repository } from "../model/rule.ts";
import { namedComponents } from "./manifests/named-components.ts";
import { dataReader } from "./texts/data-reader.ts";
import { loadSyntaxes, type Syntaxes } from "./texts/load-syntaxes.ts";
import { locate } from "./places/locate.ts";
import { linkedFiles, locateUnlisted } from "./links/linked-files.ts";
import { parse } from "./texts/parse.ts";
import { sourceReader } from "./texts/read-text.ts";
import { group } from "../model/group.ts";

export interface InventoryScope {
  /** Leaves a path out of everything. */
  readonly ignored: (path: string) => boolean;
  /** The way from the repository's top to the checked folder, with a slash at its end. */
  readonly prefix?: string;
  /** The branch that the files are on, where that is known. */
  readonly branch?: string;
  /** What the user says a file is, where its path does not. */
  readonly kindOf?: (path: string) => Kind | undefined;
  readonly progress?: Progress;
  /** Runs what looks at many files; as it is, if not given. */
  readonly briefly?: Briefly;
}
/**
 * What will be asked of the artifacts:
 * `outline` loads the Markdown parser, a fifth of a run, for those who ask for a tree.
 */
export interface Needs {
  readonly outline: boolean;
  /** When files changed, for those who ask. */
  readonly history?: boolean;
  /** The files whose data is asked for, by path, or by name wherever they are. */
  readonly data?: readonly string[];
}

/** Files → located → artifacts. */
export async function takeInventory(
  files: Files,
  { ignored, prefix, branch, kindOf, progress, briefly = (work) => work() }: InventoryScope,
  needs: Needs,
): Promise<Repository> {
  const { all, listed, linked, located } = briefly(() => {
    const there = files.list();
    const kept = there.filter(({ path }) => !ignored(path));
    const behind = linkedFiles(there, files.unseen?.() ?? [], ignored);
    const known = [...locate(kept, prefix, kindOf, behind), ...locateUnlisted(files, kept, behind, prefix)];
    return { all: there, listed: kept, linked: behind, located: known.sort(byPath) };
  });
  files.prepare?.(located.map(({ path, file = path }) => file));
  const syntaxes = await loadSyntaxes(located, {
    outline: needs.outline,
    data: present(needs.data ?? [], listed, files),
  });
  const unseen = (files.unseen?.() ?? []).filter(({ path }) => !ignored(path) && !ignored(`${path}/`));
  const found = briefly(() =>
    located.map((one, index) => {
      progress?.(index, located.length);
      return parse(one, files.read(one.file ?? one.path), syntaxes);
    }),
  );
  const artifacts = await withNamed(found, files, { listed: all, linked }, needs);
  return {
    ...repositoryOf(files, listed, linked, unseen, artifacts, syntaxes),
    prefix: prefix ?? "",
    ...(branch !== undefined && { branch }),
  };
}

/** Those of the files that are there, ignored ones too: for the others nothing has to be loaded. */
function present(asked: readonly string[], listed: readonly Listed[], files: Files): readonly string[] {
  if (asked.length === 0) return asked;
  const names = new Set(listed.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)));
  return asked.filter((one) => names.has(one) || files.entry(one) !== undefined);
}

/** Joins what manifests name: what a file is, only they say. */
async function withNamed(
  found: readonly Artifact[],
  files: Files,
  there: Parameters<typeof namedComponents>[1],
  needs: Needs,
): Promise<readonly Artifact[]> {
  const named = namedComponents(found, there);
  if (named.length === 0) return found;
  files.prepare?.(named.map(({ path, file = path }) => file));
  const syntaxes = await loadSyntaxes(named, { outline: needs.outline });
  const more = named.map((one) => parse(one, files.read(one.file ?? one.path), syntaxes));
  return [...found, ...more].sort(byPath);
}

const byPath = (a: Located, b: Located): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

function repositoryOf(
  files: Files,
  paths: readonly Listed[],
  linked: ReadonlyMap<string, string>,
  unseen: readonly Unseen[],
  artifacts: readonly Artifact[],
  syntaxes: Syntaxes,
): Omit<Repository, "prefix"> {
  const source = sourceReader(files);
  const byKind = group(artifacts, ({ kind }) => kind);
  return {
    artifacts,
    of: <K extends Kind>(...kinds: readonly K[]) =>
      kinds.flatMap((kind) =>
        (byKind.get(kind) ?? []).filter((one): one is ArtifactOf<K> & Artifact => one.kind === kind),
      ),
    entry: files.entry,
    paths,
    linked,
    ignored: files.ignored ?? (() => []),
    unseen,
    submodules: files.submodules?.() ?? new Map<string, string>(),
    source,
    data: dataReader(source, syntaxes),
  };
}
