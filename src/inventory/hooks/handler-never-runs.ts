import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import type { Range } from "../../model/source.ts";
import { stringAt } from "../texts/text-nodes.ts";
import type { Hook } from "./hook.ts";

const TYPES: Readonly<Record<string, readonly string[]>> = claudeCodeHooks.hookPrompts.value;

/** What is said of a handler that Claude Code does not run at its event. */
export function handlerNeverRuns({
  event,
  handler,
  type,
  dialect,
}: Hook): { readonly message: string; readonly at: Range } | undefined {
  if (dialect !== "claude-code" || !Object.hasOwn(TYPES, event) || TYPES[event]?.includes(type) !== true)
    return undefined;
  const at = stringAt(handler, "type")?.range;
  return at && { message: `Claude Code runs no ${type} handler at "${event}": ${why(event, type)}.`, at };
}

function why(event: string, type: string): string {
  if (type === "http") return "it skips them there";
  return event === "PermissionRequest"
    ? "its agent would ask for permission itself"
    : "there is no conversation to judge";
}
