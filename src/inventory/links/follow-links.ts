import { pathsBelow } from "../places/sorted-paths.ts";
import type { Listed } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";

/** Symbolic links that are followed one after the other, as many as Linux follows. */
const LONGEST_CHAIN = 40;
/**
 * The most files behind links to folders, each counted once for every way to it; more of them nobody has on purpose.
 */
const MOST_WAYS = 1_000_000;

/**
 * The listed file that each symbolic link ends at, and each path that leads through a link to a folder; links to
 * nothing, in a circle, and out of the checked folder are left out.
 * Throws UsageError where such paths would be countless.
 */
export function followLinks(listed: readonly Listed[]): ReadonlyMap<string, string> {
  const links = new Map(listed.flatMap(({ path, link }) => (link === undefined ? [] : [[path, link] as const])));
  if (links.size === 0) return links;
  const files = listed.flatMap(({ path, link }) => (link === undefined ? [path] : [])).sort();
  const known = new Set(files);
  const folders = foldersOf(listed.map(({ path }) => path));
  const endOf = ender(links, (path) => known.has(path) || folders.has(path));
  const ends = new Map<string, string>();
  for (const start of links.keys()) {
    const end = endOf(start);
    if (end === undefined) continue;
    if (known.has(end)) ends.set(start, end);
    else
      for (const file of pathsBelow(files, end))
        ends.set(start + (end === "" ? `/${file}` : file.slice(end.length)), file);
    if (ends.size > MOST_WAYS)
      throw new UsageError(
        `"${start}" is one symbolic link to a folder too many. Leave some of them out with ignore:.`,
      );
  }
  return ends;
}

/** The folders that paths lie in, the top with them. */
export function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>([""]);
  for (const path of paths)
    for (let at = path.lastIndexOf("/"); at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf("/", at - 1))
      folders.add(path.slice(0, at));
  return folders;
}

/** A link on the way to its end: `at` is how far that way leads, undefined where it leads nowhere. */
interface Way {
  readonly start: string;
  readonly parts: readonly string[];
  next: number;
  at: string | undefined;
  links: number;
}
type End = Pick<Way, "at" | "links">;

/**
 * Says where a link ends; each is followed once,
 * so that many which lead to each other take no longer than they are many.
 */
function ender(links: ReadonlyMap<string, string>, exists: (path: string) => boolean) {
  const ends = new Map<string, End>();
  const begin = (start: string): Way => {
    ends.set(start, { at: undefined, links: 0 }); // who comes here again before the end goes in a circle
    const parts = (links.get(start) ?? "").split("/");
    return { start, parts, next: 0, at: parts[0] === "" ? undefined : folderOf(start), links: 1 };
  };
  return (from: string): string | undefined => {
    const open = ends.has(from) ? [] : [begin(from)];
    for (let way = open.at(-1); way; way = open.at(-1)) {
      const link = advance(way, ends, links, exists);
      if (link !== undefined) open.push(begin(link));
      else {
        ends.set(way.start, { at: way.links > LONGEST_CHAIN ? undefined : way.at, links: way.links });
        open.pop();
      }
    }
    return ends.get(from)?.at;
  };
}

/** Goes on to the end, or to a link that has to be followed first: its path. */
function advance(
  way: Way,
  ends: ReadonlyMap<string, End>,
  links: ReadonlyMap<string, string>,
  exists: (path: string) => boolean,
): string | undefined {
  for (; way.at !== undefined && way.next < way.parts.length; way.next += 1) {
    const part = way.parts[way.next] ?? "";
    if (part === "" || part === ".") continue;
    if (part === "..") {
      way.at = way.at === "" ? undefined : folderOf(way.at);
      continue;
    }
    const path: string = way.at === "" ? part : `${way.at}/${part}`;
    if (links.has(path)) {
      const end = ends.get(path);
      if (!end) return path;
      way.at = end.at;
      way.links += end.links;
    } else way.at = exists(path) ? path : undefined;
  }
  return undefined;
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));
