import type { Rule } from "../../model/rule.ts";
import { looser } from "./looser.ts";
import { type Assignment, assign, policyFor, rank, type RulePolicy, type RuleSetting } from "../policy.ts";
import { meetings } from "./glob-meetings.ts";
import { examplesOf } from "./glob-examples.ts";
import { shown } from "./shown.ts";
import { group } from "../../model/group.ts";

/** What a policy says about rules; `overrides` are the settings behind the policy's own. */
export interface Ruling {
  readonly policy: RulePolicy;
  readonly overrides: readonly Override[];
}
interface Override {
  readonly paths: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** Which overrides hold is asked of each path, and the rules of each difference. */
const MOST_PATTERNS = 2000;

/**
 * What a policy lets through that another refused, in words: for each rule and each path what held before and after.
 * `paths` are those that there are; a path that each glob of an override would match joins them.
 */
export function weakenedRules(
  registry: readonly Rule[],
  before: Ruling,
  after: Ruling,
  paths: Iterable<string>,
): readonly string[] {
  const { clients } = before.policy; // a client that is gone is named by itself
  const [was, is] = [before.policy, { ...after.policy, clients }];
  const rules = registry.filter((rule) => isTold(rule, before) || isTold(rule, after));
  const general = new Map(rules.map((rule) => [rule, weaker(rule, assign(rule, was), assign(rule, is))]));
  const alike = pathsAlike([...paths], before, after, registry);
  if (!alike || alike.length > MOST_PATTERNS) return ["`overrides`: they are too many to compare"];
  const told: Told[] = [];
  for (const { path, places } of alike) {
    const [wasHere, isHere] = [policyFor(was, [path]), policyFor(is, [path])];
    for (const rule of rules) {
      const everywhere = general.get(rule) ?? [];
      for (const what of weaker(rule, assign(rule, wasHere, path), assign(rule, isHere, path)))
        if (!everywhere.includes(what)) told.push({ rule: rule.id, what, places });
    }
  }
  return [
    ...[...general].flatMap(([{ id }, all]) => all.map((what) => `\`rules\`: ${id} ${what}`)),
    ...[...group(together(told), ({ what, places }) => JSON.stringify([what, places])).values()].flatMap(overridden),
  ];
}

interface Told {
  readonly rule: string;
  readonly what: string;
  readonly places: readonly string[];
}

/** What is said of a rule for several kinds of paths is said once. */
const together = (told: readonly Told[]): readonly Told[] =>
  [...group(told, ({ rule, what }) => JSON.stringify([rule, what])).values()].flatMap((all) =>
    all.slice(0, 1).map((first) => ({ ...first, places: all.flatMap(({ places }) => places) })),
  );

const MOST_SHOWN = 3;
const MOST_NAMED = 20;

function overridden(all: readonly Told[]): readonly string[] {
  const [first] = all;
  if (!first) return [];
  const names = all.slice(0, MOST_NAMED).map(({ rule }) => rule);
  const more = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more rules` : "";
  const { places } = first;
  const rest = places.length > MOST_SHOWN ? ` and ${places.length - MOST_SHOWN} more` : "";
  return [
    `\`overrides\`: ${names.join(", ")}${more} ${first.what} for ${places.slice(0, MOST_SHOWN).join(", ")}${rest}`,
  ];
}

const isTold = ({ id, aliases = [] }: Rule, { policy, overrides }: Ruling): boolean =>
  [policy.rules, ...overrides.map(({ rules }) => rules)].some((rules) =>
    [id, ...aliases].some((name) => Object.hasOwn(rules, name)),
  );

interface Alike {
  /** One of them. */
  readonly path: string;
  /** How all are shown: by themselves, and what there is not by its glob. */
  readonly places: readonly string[];
}

/**
 * Paths by the overrides of both sides that hold for them; those for which none holds are left out. Undefined where
 * the globs are too many to say where they meet.
 */
function pathsAlike(
  paths: readonly string[],
  before: Ruling,
  after: Ruling,
  registry: readonly Rule[],
): readonly Alike[] | undefined {
  const overrides = [...before.policy.overrides, ...after.policy.overrides];
  if (overrides.length === 0) return [];
  const globs = [...before.overrides, ...after.overrides].flatMap((one) => one.paths);
  const known = new Set(paths);
  const possible = [...new Set(globs)].flatMap((glob) =>
    examplesOf(glob).flatMap((path) => (known.has(path) ? [] : { path, place: glob })),
  );
  const both = overlaps(before.overrides, after.overrides, registry);
  if (!both) return undefined;
  const meeting = new Set<object>(both);
  const all = [...paths.map((path) => ({ path, place: path })), ...possible, ...both];
  const byOverrides = group(all, ({ path }) => overrides.map(({ applies }) => (applies(path) ? 1 : 0)).join(""));
  return [...byOverrides]
    .filter(([key]) => key.includes("1"))
    .flatMap(([, those]) => {
      const plain = those.filter((one) => !meeting.has(one));
      const shownBy = plain.length > 0 ? plain : those; // where two globs meet is said only where nothing else is there
      return those.slice(0, 1).map(({ path }) => ({ path, places: [...new Set(shownBy.map(({ place }) => place))] }));
    });
}

/** Paths that a changed override and another one about the same rule would both match. */
function overlaps(
  before: readonly Override[],
  after: readonly Override[],
  registry: readonly Rule[],
): readonly { readonly path: string; readonly place: string }[] | undefined {
  const idOf = new Map(registry.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => [name, id] as const)));
  const known = [...before, ...after].map((one) => ({
    ...one,
    text: JSON.stringify([one.paths, one.rules]),
    ids: new Set(Object.keys(one.rules).map((name) => idOf.get(name) ?? name)),
  }));
  const sides = [before, after].map((side) => side.map(({ paths, rules }) => JSON.stringify([paths, rules])));
  const [old = [], now = []] = sides;
  const kept = old.filter((text) => now.includes(text));
  // Where those that both sides have stand in another order, each of them may win over another.
  const inOrder = kept.join("\n") === now.filter((text) => old.includes(text)).join("\n");
  const isNews = (text: string): boolean => !inOrder || !(old.includes(text) && now.includes(text));
  const meet = meetings();
  const found = new Map<string, string>();
  for (const [at, one] of known.entries())
    for (const other of known.slice(at + 1)) {
      if (
        one.text === other.text ||
        !(isNews(one.text) || isNews(other.text)) ||
        ![...one.ids].some((id) => other.ids.has(id))
      )
        continue;
      for (const left of one.paths)
        for (const right of other.paths) {
          const paths = left === right ? [] : meet(left, right);
          if (!paths) return undefined;
          for (const path of paths)
            if (!found.has(path)) found.set(path, `files of both ${[left, right].sort().join(" and ")}`);
        }
    }
  return Array.from(found, ([path, place]) => ({ path, place }));
}

function weaker(rule: Rule, was: Assignment, is: Assignment): readonly string[] {
  if (was.severity === "off") return [];
  const { options, loosens = {} } = rule;
  const severity = rank(is.severity) > rank(was.severity) ? [`was ${was.severity} and is ${is.severity}`] : [];
  const loosened = Object.keys(options).flatMap((name) => {
    const [old, now] = [was, is].map((one) => one.options?.[name] ?? options[name]);
    return looser(loosens[name], old, now) ? [`has ${name} ${said(now)} instead of ${said(old)}`] : [];
  });
  return [...severity, ...loosened];
}

/** A text in its quotes, as a list has it. */
const said = (value: unknown): string => (typeof value === "string" ? JSON.stringify(value) : shown(value));
