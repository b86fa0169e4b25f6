import type { Located } from "../../model/artifact.ts";
import type { Files, Listed, Unseen } from "../../model/ports.ts";
import { locate } from "../places/locate.ts";
import { foldersOf, followLinks } from "./follow-links.ts";

/**
 * The file at the end of each path through symbolic links. A client follows them wherever they lead: into folders that
 * `ignore:` leaves out, and to packages that git tracks.
 */
export function linkedFiles(
  listed: readonly Listed[],
  unseen: readonly Unseen[],
  ignored: (path: string) => boolean,
): ReadonlyMap<string, string> {
  if (listed.every(({ link }) => link === undefined)) return new Map();
  const tracked = unseen.flatMap(({ path, why }) => (why === "tracked" ? [{ path }] : []));
  return new Map([...followLinks([...listed, ...tracked])].filter(([path]) => !ignored(path)));
}

/** Configuration that is a link to a file which nobody lists, such as one that git ignores: it is read all the same. */
export function locateUnlisted(
  files: Files,
  listed: readonly Listed[],
  linked: ReadonlyMap<string, string>,
  prefix = "",
): readonly Located[] {
  const unlisted = unlistedLinks(listed, linked);
  if (unlisted.length === 0) return [];
  const there = unlisted.filter(({ path }) => files.entry(path)?.type === "file");
  return locate(
    there.map(({ path }) => ({ path })),
    prefix,
  );
}

/** The links that end at no file that is known. */
export function unlistedLinks(
  listed: readonly Listed[],
  linked: ReadonlyMap<string, string>,
): readonly Required<Listed>[] {
  let folders: ReadonlySet<string> | undefined;
  return listed.flatMap(({ path, link }) => {
    if (link === undefined || linked.has(path)) return [];
    folders ??= foldersOf(linked.keys());
    return folders.has(path) ? [] : [{ path, link }];
  });
}
