import { posix } from "node:path";
import type { Listed } from "../model/ports.ts";

/** Links may lead to links; a longer chain than this goes in a circle. */
const LONGEST_CHAIN = 40;

/** The listed file that each symbolic link ends at; links to folders, to nothing and out of the checked folder are left out. */
export function followLinks(listed: readonly Listed[]): ReadonlyMap<string, string> {
  const links = new Map(listed.flatMap(({ path, link }) => (link === undefined ? [] : [[path, link] as const])));
  if (links.size === 0) return links;
  const files = new Set(listed.flatMap(({ path, link }) => (link === undefined ? [path] : [])));
  const ends = new Map<string, string>();
  for (const start of links.keys()) {
    let at = start;
    for (let hop = 0; hop < LONGEST_CHAIN; hop += 1) {
      const link = links.get(at);
      if (link === undefined || link.startsWith("/")) break;
      at = posix.join(posix.dirname(at), link);
    }
    if (files.has(at)) ends.set(start, at);
  }
  return ends;
}
