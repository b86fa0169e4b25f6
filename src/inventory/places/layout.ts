import { pathsBelow } from "./sorted-paths.ts";
import { posix } from "node:path";
import type { Artifact } from "../../model/artifact.ts";
import type { Repository } from "../../model/rule.ts";
import { pluginRoots } from "../manifests/plugin-roots.ts";

/**
 * Which folders of a checked folder belong together.
 * Folders have no slash at the end; the empty one is the checked folder.
 */
export interface Layout {
  /** Whether a file or folder is there, listed or only on disk. */
  readonly has: (path: string) => boolean;
  /** The folder of the skill that a path lies in. */
  readonly skillOf: (path: string) => string | undefined;
  /** The root of the innermost plugin or marketplace that a path lies in. */
  readonly pluginOf: (path: string) => string | undefined;
  /** The listed files and links below a folder. */
  readonly below: (folder: string) => readonly string[];
  /** The folders of other repositories that `.gitmodules` names. */
  readonly submodules: () => readonly string[];
}

const known = new WeakMap<Repository, Layout>();

/** The layout of a repository, worked out once. */
export function layoutOf(repository: Repository): Layout {
  const before = known.get(repository);
  if (before) return before;
  const paths = repository.paths.map(({ path }) => path);
  const skills = new Set(repository.of("skill").map(({ path }) => folderOf(path)));
  let plugins: ReadonlyMap<string, unknown> | undefined;
  let listed: ReadonlySet<string> | undefined;
  let sorted: readonly string[] | undefined;
  let submodules: readonly string[] | undefined;
  const layout: Layout = {
    has: (path) => {
      const clean = path.endsWith("/") ? path.slice(0, -1) : path;
      return (listed ??= withFolders(paths)).has(clean) || repository.entry(path === "" ? "." : path) !== undefined;
    },
    skillOf: (path) => around(path, (folder) => skills.has(folder)),
    pluginOf: (path) => around(path, (folder) => (plugins ??= pluginRoots(paths)).has(folder)),
    submodules: () => (submodules ??= submodulesIn(repository.source(".gitmodules")?.text ?? "")),
    below: (folder) => pathsBelow((sorted ??= [...paths].sort()), folder),
  };
  known.set(repository, layout);
  return layout;
}

/** A repository with fewer artifacts to look at, in the same layout: what lies where is known of all. */
export function withFewer(repository: Repository, keeps: (artifact: Artifact) => boolean): Repository {
  const fewer: Repository = {
    ...repository,
    artifacts: repository.artifacts.filter(keeps),
    of: (...kinds) => repository.of(...kinds).filter(keeps),
  };
  known.set(fewer, layoutOf(repository));
  return fewer;
}

/** The folder of a path; empty for what lies at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** A relative path seen from a folder, or undefined where it leaves the checked folder. */
export function pathFrom(folder: string, relative: string): string | undefined {
  // Node copies the whole path for each step above the top; nothing leads back from there.
  let depth = folder === "" ? 0 : folder.split("/").length;
  for (const part of relative.split("/")) {
    if (part === "..") depth -= 1;
    else if (part !== "" && part !== ".") depth += 1;
    if (depth < 0) return undefined;
  }
  const joined = posix.join(folder, relative);
  if (joined === ".." || joined.startsWith("../")) return undefined;
  return joined === "." || joined === "./" ? "" : joined;
}

function around(path: string, is: (folder: string) => boolean): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (is(folder)) return folder;
    if (folder === "") return undefined;
  }
}

/** https://git-scm.com/docs/gitmodules, read 2026-11-25. */
function submodulesIn(text: string): readonly string[] {
  return text.split(/[\r\n]/).flatMap((line) => {
    const [key = "", ...rest] = line.split("=");
    const path = rest.join("=").trim().replace(/^"/, "").replace(/"$/, "").replace(/\/$/, "");
    return key.trim().toLowerCase() === "path" && path !== "" && !path.includes('"') ? [path] : [];
  });
}

function withFolders(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set(paths);
  for (const path of paths)
    for (let folder = folderOf(path); folder !== "" && !all.has(folder); folder = folderOf(folder)) all.add(folder);
  return all;
}
