import { followLinks } from "../inventory/links/follow-links.ts";
import { folderOf, layoutOf } from "../inventory/places/layout.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";

/** A text that a client may load. `path` is the file's own, also where a symbolic link led to it. */
export interface LoadedText {
  readonly path: string;
  readonly text: string;
  readonly bytes: number;
  /** Absent for a file that is no artifact by itself, such as an imported README. */
  readonly artifact?: Artifact;
}

/** The listed files as a client meets them: links followed, ignored files absent. */
export interface ClientTree {
  readonly has: (path: string) => boolean;
  readonly at: (path: string) => LoadedText | undefined;
  /** Whether a file is there that is not listed, since git ignores it: on this machine only, perhaps. */
  readonly isIgnored: (path: string) => boolean;
}

const known = new WeakMap<Repository, ClientTree>();

export function treeOf(repository: Repository): ClientTree {
  const before = known.get(repository);
  if (before) return before;
  const listed = new Set(repository.paths.map(({ path }) => path));
  const links = followLinks(repository.paths);
  const artifacts = new Map(repository.artifacts.map((artifact) => [artifact.path, artifact]));
  const tree: ClientTree = {
    has: (path) => listed.has(path) || links.has(path),
    isIgnored: (path) => !listed.has(path) && !links.has(path) && repository.entry(path)?.type === "file",
    at: (path) => {
      const end = links.get(path) ?? path;
      if (!listed.has(end)) return undefined;
      const artifact = artifacts.get(end) ?? artifacts.get(path);
      if (artifact) return { path: end, text: artifact.source.text, bytes: artifact.source.bytes, artifact };
      const source = repository.source(end);
      return source && { path: end, text: source.text, bytes: source.bytes };
    },
  };
  known.set(repository, tree);
  return tree;
}

/** Every folder from the checked folder down to one, both included; the empty path is the checked folder. */
export function foldersDownTo(folder: string): readonly string[] {
  const way: string[] = [];
  for (let at = folder; at !== ""; at = folderOf(at)) way.unshift(at);
  return ["", ...way];
}

/** The folders somebody may work in: those of listed files, without what lies in folders such as `.claude`. */
export function workingFolders(repository: Repository): readonly string[] {
  const folders = new Set([""]);
  for (const { path } of repository.paths)
    for (let at = folderOf(path); at !== "" && !folders.has(at); at = folderOf(at)) folders.add(at);
  return [...folders].filter((folder) => !/(?:^|\/)\./.test(folder)).sort();
}

const FOR_ELSEWHERE = /(?:^|\/)(?:templates?|fixtures?|__fixtures__|testdata|scaffolds?|boilerplates?)\/|\{\{/i;

/**
 * Whether a file is material for other repositories:
 * part of a skill, or of a folder of templates. Nobody works beside it.
 */
export function isMaterial(repository: Repository, path: string): boolean {
  return FOR_ELSEWHERE.test(path) || Boolean(layoutOf(repository).skillOf(path));
}

export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
