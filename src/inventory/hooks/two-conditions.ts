import { entryOf } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import type { Hook } from "./hook.ts";

/** What is said of an `if` of Claude Code that holds two rules. */
export function twoConditions({
  handler,
  dialect,
}: Hook): { readonly message: string; readonly at: Range } | undefined {
  const condition = dialect === "claude-code" ? entryOf(handler, "if")?.value : undefined;
  return condition?.kind === "string" && /\)\s{0,9}\|\|?\s{0,9}[A-Z][A-Za-z_]*(?:\(|$)/.test(condition.value)
    ? { message: `"if" holds one rule: "${condition.value}" is never true.`, at: condition.range }
    : undefined;
}
