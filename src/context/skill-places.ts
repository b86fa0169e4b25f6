import type { Reason } from "./loading.ts";

/**
 * A folder of skills that belongs to some client: `.claude/skills`. Other folders are read once somebody installs them.
 */
const OWN = /(?:^|\/)(\.[^/]+\/skills)(?=\/)/g;

/** The folder of skills around a path, with all that is above it, where it is one of a client's. */
export function rootAround(path: string, places: readonly string[]): string | undefined {
  const found = [...path.matchAll(OWN)].findLast(({ 1: place = "" }) => places.includes(place));
  return found ? path.slice(0, found.index + found[0].length) : undefined;
}

/** Whether a path leads through the folder of skills of some client. */
export const isOwned = (path: string): boolean => path.search(OWN) !== -1;

/** Whether a client may look where a skill lies: in a folder of its own, or in one of no client's. */
export const looksInto = (path: string, places: readonly string[]): boolean =>
  [...misplaced(path, places)].length === 0;

/** Says that a client does not look where a skill lies: in the folder of another client. */
export function* misplaced(path: string, places: readonly string[]): Generator<Reason> {
  const owners = [...path.matchAll(OWN)].map(({ 1: place = "" }) => place);
  if (owners.length > 0 && !owners.some((place) => places.includes(place)))
    yield { code: "place", outcome: "not-read", says: `It does not look into ${owners[0]}.` };
}
