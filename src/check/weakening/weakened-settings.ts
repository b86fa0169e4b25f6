import { isObject, objectOf, objectsOf } from "../../model/json.ts";
import type { WeakenedMap, Weakens, Within } from "../../model/weakens.ts";
import { changedTo, shown, wholeText } from "./shown.ts";

/**
 * What settings let through that others refused, in words; each begins with its key. `besides` is told of a key whose
 * entries say nothing.
 */
export function weakenedSettings(
  weakens: Readonly<Record<string, Weakens>>,
  before: WeakenedMap,
  after: WeakenedMap,
  besides: Readonly<Record<string, readonly string[]>> = {},
): readonly string[] {
  return Object.entries(weakens).flatMap(([key, how]) => {
    const told = weakenedIn(how, before[key], after[key], [before, after]);
    return (told.length > 0 ? told : (besides[key] ?? [])).map((what) => `\`${key}\`: ${what}`);
  });
}

/** The same of one value: each begins with the way to what is weaker. */
export const weakenedIn = (
  how: Weakens,
  before: unknown,
  after: unknown,
  within: Within = [{}, {}],
): readonly string[] => weaker(how, before, after, within).map(({ at, what }) => [at.join("."), what].join(" ").trim());

/** What is weaker, and the way to it. */
interface Weaker {
  readonly at: readonly string[];
  readonly what: string;
}

function weaker(how: Weakens, before: unknown, after: unknown, within: Within): readonly Weaker[] {
  if (typeof how === "function") return here(how(before, after, within));
  if (typeof how === "string") return here(WEAKER[how](before, after));
  if ("never" in how) return [];
  if ("order" in how) {
    const rank = (value: unknown): number => how.order.indexOf(value);
    return here(rank(after) > rank(before) ? [changedTo(before, after)] : []);
  }
  if ("named" in how)
    return objectsOf(before).flatMap((was) => {
      const name = how.named(was);
      const is = objectsOf(after).find((one) => how.named(one) === name);
      return is ? below(name, keys(how.each, was, is)) : [{ at: [name], what: "is gone" }];
    });
  if ("each" in how) return keys(how.each, objectOf(before), objectOf(after));
  if (before === undefined) return [];
  return after === undefined ? here(["is gone"]) : keys(how.part, objectOf(before), objectOf(after));
}

const here = (told: readonly string[]): readonly Weaker[] => told.map((what) => ({ at: [], what }));

const keys = (each: Readonly<Record<string, Weakens>>, was: WeakenedMap, is: WeakenedMap): readonly Weaker[] =>
  Object.entries(each).flatMap(([key, one]) => below(key, weaker(one, was[key], is[key], [was, is])));

const below = (key: string, told: readonly Weaker[]): readonly Weaker[] =>
  told.map(({ at, what }) => ({ at: [key, ...at], what }));

const WEAKER = {
  never: () => [],
  added: (before, after) => missing(after, before).map((entry) => `${entry} is new`),
  removed: (before, after) => missing(before, after).map((entry) => `${entry} is gone`),
  changed: (before, after) => (same(before, after) ? [] : [changedTo(before, after)]),
  loosened: (before, after) => loosened(before, after, ""),
} as const satisfies Record<Extract<Weakens, string>, (before: unknown, after: unknown) => readonly string[]>;

/** The entries of one list or map that another one does not have, as often as they stand there, as they are shown. */
function missing(from: unknown, other: unknown): readonly string[] {
  const left = new Map<string, number>();
  for (const { text } of entries(other)) left.set(text, (left.get(text) ?? 0) + 1);
  return entries(from).flatMap(({ text, says }) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count > 0 ? [] : [says];
  });
}

interface Entry {
  /** All of it, to compare. */
  readonly text: string;
  readonly says: string;
}

function entries(value: unknown): readonly Entry[] {
  if (Array.isArray(value)) return value.map((one) => ({ text: wholeText(one), says: shown(one) }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, one]) => ({
    text: `${key}: ${wholeText(one)}`,
    says: `${key}: ${shown(one)}`,
  }));
}

function loosened(before: unknown, after: unknown, at: string): readonly string[] {
  const place = at === "" ? "" : `${at} `;
  if (before === undefined || same(before, after)) return [];
  if (after === undefined) return [`${place}${shown(before)} is gone`];
  if (Array.isArray(before)) return missing(before, after).map((entry) => `${place}${entry} is gone`);
  if (isObject(before) && isObject(after))
    return Object.keys(before).flatMap((key) => loosened(before[key], after[key], at === "" ? key : `${at}.${key}`));
  if (typeof before === "number" && typeof after === "number" && after < before) return [];
  return [`${place}${changedTo(before, after)}`];
}

const same = (a: unknown, b: unknown): boolean => wholeText(a) === wholeText(b);
