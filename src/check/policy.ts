import type { Client } from "../model/client.ts";
import { SEVERITIES, type Severity } from "../model/diagnostic.ts";
import type { Options, Repository, Rule, RuleFacts } from "../model/rule.ts";

export type RuleSetting = Severity | "off" | { readonly severity?: Severity | "off"; readonly options?: Options };

/** What configuration says about rules; `overrides` later in the list win. */
export interface RulePolicy {
  readonly clients: readonly Client[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly overrides: readonly {
    readonly applies: (path: string) => boolean;
    readonly rules: Readonly<Record<string, RuleSetting>>;
  }[];
}

/** A rule with the severity and options that hold for one file. */
export interface Assignment {
  readonly severity: Severity | "off";
  readonly options?: Options;
}

/** 0 is the worst. */
export const rank = (severity: Severity | "off"): number =>
  severity === "off" ? SEVERITIES.length : SEVERITIES.indexOf(severity);

/** What a rule is for the users of some clients, where nobody configured it: the worst of what it is for each. */
export function defaultSeverity(facts: RuleFacts, clients: readonly Client[]): Severity | "off" {
  return clients.reduce<Severity | "off">((worst, client) => {
    const severity = facts.severityFor?.[client] ?? "off";
    return rank(severity) < rank(worst) ? severity : worst;
  }, facts.severity);
}

function settingFor(rule: Rule, rules: Readonly<Record<string, RuleSetting>>): RuleSetting | undefined {
  const name = [rule.id, ...(rule.aliases ?? [])].find((id) => Object.hasOwn(rules, id));
  return name === undefined ? undefined : rules[name];
}

function adjust(assignment: Assignment, setting: RuleSetting | undefined): Assignment {
  if (setting === undefined) return assignment;
  if (typeof setting === "string") return { ...assignment, severity: setting };
  return {
    severity: setting.severity ?? assignment.severity,
    options: { ...assignment.options, ...setting.options },
  };
}

/** A policy with those of its overrides alone that hold for one of the paths: many rules look at one file. */
export function policyFor(policy: RulePolicy, paths: readonly string[]): RulePolicy {
  if (policy.overrides.length === 0) return policy;
  return { ...policy, overrides: policy.overrides.filter(({ applies }) => paths.some(applies)) };
}

/** What holds for a file that is read by several paths: the worst of what holds for each, and the first of those. */
export function assignTo(rule: Rule, policy: RulePolicy, paths: readonly string[]): Assignment {
  return paths
    .map((path) => assign(rule, policy, path))
    .reduce((worst, one) => (rank(one.severity) < rank(worst.severity) ? one : worst));
}

/** Default, then `rules`, then each of the `overrides` whose globs match the path. No path: the repository itself. */
export function assign(rule: Rule, policy: RulePolicy, path?: string): Assignment {
  const base = adjust({ severity: defaultSeverity(rule, policy.clients) }, settingFor(rule, policy.rules));
  if (path === undefined) return base;
  return policy.overrides.reduce(
    (assignment, override) =>
      override.applies(path) ? adjust(assignment, settingFor(rule, override.rules)) : assignment,
    base,
  );
}

/**
 * Every set of options that a rule has for some path, the repository's own first. A rule that sees more than one file
 * is asked once for each, and what it finds counts where that set holds.
 */
export function optionSets(
  rule: Rule,
  policy: RulePolicy,
  { paths, artifacts }: Pick<Repository, "paths" | "artifacts">,
): ReadonlyMap<string, Options | undefined> {
  const own = assign(rule, policy);
  const sets = new Map([[optionsKey(own), own.options]]);
  const tuning = policy.overrides.filter(({ rules }) => {
    const setting = settingFor(rule, rules);
    return typeof setting === "object" && setting.options !== undefined;
  });
  if (tuning.length === 0) return sets;
  for (const { path } of [...paths, ...artifacts]) {
    const there = assign(rule, policy, path);
    sets.set(optionsKey(there), there.options);
  }
  return sets;
}

/** Equal for equal options, in whatever order they were written. */
export function optionsKey({ options = {} }: Assignment): string {
  return JSON.stringify(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
