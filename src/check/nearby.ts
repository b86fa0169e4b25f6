import { folderOf, withFewer } from "../inventory/places/layout.ts";
import type { Repository } from "../model/rule.ts";

/**
 * How far what is selected reaches, for rules that look at one artifact after the other: to what lies around it, to
 * what names it as well, or to everything, as where something is gone.
 */
export type Reach = "folders" | "names" | "all";

/** The repository with the artifacts that what is selected reaches. */
export function nearby(head: Repository, selects: (path: string) => boolean, reach: Reach): Repository {
  const selected = head.paths.flatMap(({ path }) => (selects(path) ? [path] : []));
  const names = reach === "names" ? namesOf(head, selected) : [];
  if (reach === "all" || names === undefined || selected.length === head.paths.length) return head;
  const folders = new Set(selected.flatMap((path) => [...foldersAbove(path)]));
  return withFewer(
    head,
    ({ path, source }) =>
      selects(path) || folders.has(folderOf(path)) || names.some((name) => source.text.includes(name)),
  );
}

/** Each is looked for in each artifact. */
const MOST_NAMES = 50;

/** How texts may name what is selected: also by a link to it. Undefined where they may do so in too many ways. */
function namesOf({ paths }: Repository, selected: readonly string[]): readonly string[] | undefined {
  const own = new Set(selected.map(nameOf));
  const links = paths.flatMap(({ path, link }) => (link !== undefined && own.has(nameOf(link)) ? nameOf(path) : []));
  const names = [...new Set([...own, ...links])];
  // An address has other letters for these.
  return names.length > MOST_NAMES || names.some((name) => !/^[\w.-]+$/.test(name)) ? undefined : names;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The folders that a path lies in, with the top. */
function* foldersAbove(path: string): Generator<string> {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    yield folder;
    if (folder === "") return;
  }
}
