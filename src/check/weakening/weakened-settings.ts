import type { Weakens } from "../../model/weakens.ts";

type Values = Readonly<Record<string, unknown>>;

/** What settings let through that others refused, in words; each begins with its key. */
export function weakenedSettings(
  weakens: Readonly<Record<string, Weakens>>,
  before: Values,
  after: Values,
): readonly string[] {
  return Object.entries(weakens).flatMap(([key, how]) =>
    weaker(how, before[key], after[key]).map((what) => `\`${key}\`: ${what}`),
  );
}

function weaker(how: Weakens, before: unknown, after: unknown): readonly string[] {
  if (typeof how === "function") return how(before, after);
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

/** The entries of one list or map that another one does not have, as often as they stand there. */
function missing(from: unknown, other: unknown): readonly string[] {
  const left = entries(other);
  return entries(from).filter((entry) => {
    const at = left.indexOf(entry);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function entries(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(shown);
  return isMap(value) ? Object.entries(value).map(([key, one]) => `${key}: ${shown(one)}`) : [];
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

const LONGEST = 200;
const shown = (value: unknown): string => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};
const changed = (before: unknown, after: unknown): string => `${shown(before)} became ${shown(after)}`;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isMap = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);
