import type { Origin } from "../config/origin.ts";
import type { Settings } from "../config/schema.ts";
import { isObject } from "../model/json.ts";

/** The settings of one environment, and where each comes from. */
export interface Resolved {
  readonly name: string;
  readonly settings: Settings;
  readonly origins: ReadonlyMap<string, Origin>;
}

/** What environments may differ in; how a report is printed and written is none of an agent's business. */
const VARYING: ReadonlySet<string> = new Set(["models", "budgets", "gates", "data", "requires", "format", "output"]);

/** A setting that one environment has and another has not, though all should. */
export interface Disparity {
  readonly key: string;
  readonly environment: string;
  readonly value: string;
  readonly other: string;
  readonly otherValue: string;
  /** Where the environment says so. */
  readonly origin: Origin;
}

/**
 * What an environment sets for itself alone, against another environment or, if `other` has no name, what holds in all.
 */
export function disparities(one: Resolved, other: Resolved): readonly Disparity[] {
  const own = `environments/${one.name}/`;
  const found = new Map<string, Disparity>();
  for (const [leaf, origin] of one.origins) {
    const key = keyOf(leaf);
    if (found.has(key) || !origin.path?.startsWith(own) || VARYING.has(key.split(".", 1)[0] ?? key)) continue;
    const [value, otherValue] = [one, other].map(({ settings }) => shown(settings, key));
    if (value === undefined || otherValue === undefined || value === otherValue) continue;
    found.set(key, { key, environment: one.name, value, other: other.name, otherValue, origin });
  }
  return [...found.values()];
}

/** Whether environments may differ in a setting. */
export const mayVary = (leaf: string): boolean => VARYING.has(keyOf(leaf).split(".", 1)[0] ?? "");

/** `rules.skill/name-length.severity` → `rules.skill/name-length`, `ignore[0]` → `ignore`. */
function keyOf(leaf: string): string {
  const [top = leaf, second] = leaf.replace(/\[\d+\].*$/s, "").split(".");
  return top === "rules" && second !== undefined ? `rules.${second}` : top;
}

/** A rule that is given a severity and no more is written as that word alone. */
const severityAlone = (value: unknown): string | undefined =>
  isObject(value) && Object.keys(value).length === 1 && typeof value["severity"] === "string"
    ? value["severity"]
    : undefined;

const LONGEST = 100;

function shown(settings: Settings, key: string): string {
  const value = key
    .split(".")
    .reduce<unknown>(
      (at, part) =>
        typeof at === "object" && at !== null ? Object.entries(at).find(([name]) => name === part)?.[1] : undefined,
      settings,
    );
  const text = severityAlone(value) ?? JSON.stringify(value) ?? "not set";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
