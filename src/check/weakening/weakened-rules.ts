import type { Rule } from "../../model/rule.ts";
import { looser, loosensBy } from "./looser.ts";
import { type Assignment, assign, rank, type RulePolicy, type RuleSetting } from "../policy.ts";

/** What a policy says about rules; `overrides` are the settings behind the policy's own. */
export interface Ruling {
  readonly policy: RulePolicy;
  readonly overrides: readonly Override[];
}
interface Override {
  readonly paths: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** What a policy lets through that another refused, in words: one sentence for each rule or override. */
export function weakenedRules(registry: readonly Rule[], before: Ruling, after: Ruling): readonly string[] {
  const { clients } = before.policy; // a client that is gone is named by itself
  const general = registry.flatMap((rule) => {
    const was = assign(rule, before.policy);
    const is = assign(rule, { ...after.policy, clients });
    return weaker(rule, was, is).map((what) => `\`rules\`: ${what}`);
  });
  return [...general, ...weakenedOverrides(registry, before, after)];
}

function weaker(rule: Rule, was: Assignment, is: Assignment): readonly string[] {
  if (was.severity === "off") return [];
  const { id, options } = rule;
  const severity = rank(is.severity) > rank(was.severity) ? [`${id} was ${was.severity} and is ${is.severity}`] : [];
  const loosened = Object.keys(options).flatMap((name) => {
    const [old, now] = [was, is].map((one) => one.options?.[name] ?? options[name]);
    return looser(loosensBy(rule, name), old, now)
      ? [`${id} has ${name} ${JSON.stringify(now)} instead of ${JSON.stringify(old)}`]
      : [];
  });
  return [...severity, ...loosened];
}

function weakenedOverrides(registry: readonly Rule[], before: Ruling, after: Ruling): readonly string[] {
  const byName = new Map(registry.flatMap((rule) => [rule.id, ...(rule.aliases ?? [])].map((name) => [name, rule])));
  const { policy } = before;
  const judge = (one: Override, weakens: (rule: Rule, general: Assignment, own: Assignment) => boolean) =>
    Object.entries(one.rules).flatMap(([name, setting]) => {
      const rule = byName.get(name);
      if (!rule) return [];
      const own = assign(rule, { ...policy, rules: { ...policy.rules, [name]: setting } });
      return weakens(rule, assign(rule, policy), own) ? [name] : [];
    });
  return [
    ...without(after.overrides, before.overrides).flatMap((one) =>
      said(
        one,
        judge(one, (rule, general, own) => weaker(rule, general, own).length > 0),
        "is weaker than before",
      ),
    ),
    ...without(before.overrides, after.overrides).flatMap((one) =>
      said(
        one,
        judge(one, (rule, general, own) => weaker(rule, own, general).length > 0),
        "is no longer as strict",
      ),
    ),
    ...(inCommon(before.overrides, after.overrides) === inCommon(after.overrides, before.overrides)
      ? []
      : ["`overrides`: their order changed, and the last one wins"]),
  ];
}

function said({ paths }: Override, names: readonly string[], what: string): readonly string[] {
  return names.length === 0 ? [] : [`\`overrides\`: ${names.join(", ")} for ${paths.join(", ")} ${what}`];
}

function without(list: readonly Override[], other: readonly Override[]): readonly Override[] {
  const known = new Set(other.map((one) => JSON.stringify(one)));
  return list.filter((one) => !known.has(JSON.stringify(one)));
}

function inCommon(list: readonly Override[], other: readonly Override[]): string {
  const known = new Set(other.map((one) => JSON.stringify(one)));
  return list
    .map((one) => JSON.stringify(one))
    .filter((one) => known.has(one))
    .join("\n");
}
