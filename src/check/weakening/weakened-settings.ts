import type { Weakens } from "../../model/weakens.ts";
import { shown, wholeText } from "./shown.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * What settings let through that others refused, in words; each begins with its key. `besides` is told of a key whose
 * entries say nothing.
 */
export function weakenedSettings(
  weakens: Readonly<Record<string, Weakens>>,
  before: Values,
  after: Values,
  besides: Readonly<Record<string, readonly string[]>> = {},
): readonly string[] {
  return Object.entries(weakens).flatMap(([key, how]) => {
    const told = weaker(how, before[key], after[key]);
    return (told.length > 0 ? told : (besides[key] ?? [])).map((what) => `\`${key}\`: ${what}`);
  });
}

function weaker(how: Weakens, before: unknown, after: unknown): readonly string[] {
  if (typeof how === "function") return how(before, after);
  if (typeof how === "object" && "each" in how)
    return Object.entries(how.each).flatMap(([key, one]) => {
      const told = weaker(one, memberOf(before, key), memberOf(after, key));
      const joint = typeof one === "object" && "each" in one ? "." : " ";
      return told.map((what) => `${key}${joint}${what}`);
    });
  if (typeof how === "object") {
    const rank = (value: unknown): number => how.order.findIndex((word) => word === value);
    return rank(after) > rank(before) ? [changed(before, after)] : [];
  }
  return WEAKER[how](before, after);
}

const WEAKER = {
  never: () => [],
  added: (before, after) => missing(after, before).map((entry) => `${entry} is new`),
  removed: (before, after) => missing(before, after).map((entry) => `${entry} is gone`),
  changed: (before, after) => (same(before, after) ? [] : [changed(before, after)]),
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
  if (!isMap(value)) return [];
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
  if (isMap(before) && isMap(after))
    return Object.keys(before).flatMap((key) => loosened(before[key], after[key], at === "" ? key : `${at}.${key}`));
  if (typeof before === "number" && typeof after === "number" && after < before) return [];
  return [`${place}${changed(before, after)}`];
}

const changed = (before: unknown, after: unknown): string => `${shown(before)} became ${shown(after)}`;
const same = (a: unknown, b: unknown): boolean => wholeText(a) === wholeText(b);
const memberOf = (value: unknown, key: string): unknown => (isMap(value) ? value[key] : undefined);
const isMap = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);
