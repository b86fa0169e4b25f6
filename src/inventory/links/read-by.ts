import type { Repository } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

/** Paths of one side, and the files behind those that lead through links. */
type Linked = Pick<Repository, "linked">;

/**
 * What is touched, with every path by which something touched is read: a link whose target changed, and a target whose
 * link did. A folder that is touched, which is a link or a submodule, touches what lies in it.
 */
export function touchedWays({ linked }: Linked, touched: ReadonlySet<string>): ReadonlySet<string> {
  if (linked.size === 0 || touched.size === 0) return touched;
  const all = new Set(touched);
  for (const [file, ways] of group(linked, ([, end]) => end)) {
    const paths = [file, ...ways.map(([way]) => way)];
    if (paths.some((path) => isTouched(touched, path))) for (const path of paths) all.add(path);
  }
  return all;
}

/** Whether a path, or a folder on the way to it, is one of those that a change touches. */
export function isTouched(touched: ReadonlySet<string>, path: string): boolean {
  if (touched.has(path)) return true;
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
    if (touched.has(path.slice(0, at))) return true;
  return false;
}

const known = new WeakMap<Repository, ReadonlyMap<string, readonly string[]>>();

/** All paths by which what is found at a path is read in the same role, itself among them. */
export function readBy(repository: Repository): (path: string) => readonly string[] {
  let ways = known.get(repository);
  if (!ways) {
    ways = new Map(repository.artifacts.flatMap((one) => (one.ways ? [[one.path, one.ways] as const] : [])));
    known.set(repository, ways);
  }
  const several = ways;
  return (path) => several.get(path) ?? [path];
}

/** The file whose text is at a path. */
export const fileOf =
  ({ linked }: Linked) =>
  (path: string): string =>
    linked.get(path) ?? path;
