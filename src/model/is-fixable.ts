import type { Rule } from "./rule.ts";

/** Whether a rule can mend something of what it finds: one of its examples says what becomes of it. */
export const isFixable = ({ examples }: Pick<Rule, "examples">): boolean =>
  examples.some((example) => "fixed" in example && example.fixed !== undefined);
