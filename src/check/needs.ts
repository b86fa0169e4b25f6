import type { Needs } from "../inventory/take-inventory.ts";
import type { Rule } from "../model/rule.ts";

/** What rules that run will ask of an inventory. */
export const needsOf = (rules: readonly Rule[]): Needs => ({
  outline: rules.some(({ outline }) => outline),
  history: rules.some(({ history }) => history),
  data: [...new Set(rules.flatMap(({ reads = [] }) => reads))],
});
