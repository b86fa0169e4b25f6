import type { Example, Rule } from "../../src/model/rule.ts";

/** A case in the form of a rule's examples, for what would only crowd its page. */
export interface RuleCase extends Example {
  /** Whether its fixes are safe ones. */
  readonly safe?: boolean;
}
export interface CasesOfRule {
  readonly rule: Rule;
  readonly cases: readonly RuleCase[];
}

export function casesOf(rule: Rule, cases: readonly RuleCase[]): CasesOfRule {
  return { rule, cases };
}
