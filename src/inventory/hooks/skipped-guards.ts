import { CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import { codexFacts } from "../../clients/codex.ts";
import type { Range } from "../../model/source.ts";
import { stringAt } from "../texts/text-nodes.ts";
import { type HookSet, isGuard } from "./hooks.ts";
import { isExpression } from "./is-expression.ts";

/** A guard that its client passes over, and why: a whole sentence. */
export interface SkippedGuard {
  readonly message: string;
  readonly at: Range;
}

const noExpression = (matcher: string): string => `"${matcher}" is no regular expression.`;

/** What Codex skips of its guards; what keeps it from a whole file of its own, rules about that file report. */
export function* skippedByCodex(set: HookSet, isOwn: boolean): Generator<SkippedGuard> {
  for (const { message, at, guard, idle, loose, code } of set.faults)
    if (guard && (!isOwn || loose || (idle && code === "handler"))) yield { message, at };
  const seen = new Set<unknown>();
  for (const { matcher, event, handler } of set.hooks) {
    if (!isGuard(set.dialect, event)) continue;
    const type = stringAt(handler, "type");
    if (type && SKIPPED.has(type.value))
      yield { message: `Codex does not run handlers of type "${type.value}" yet.`, at: type.range };
    if (matcher?.value.kind !== "string" || seen.has(matcher) || isExpression(matcher.value.value)) continue;
    seen.add(matcher);
    yield { message: noExpression(matcher.value.value), at: matcher.value.range };
  }
}
const SKIPPED: ReadonlySet<string> = new Set(codexFacts.hookSkipped.value);

/** What Copilot CLI skips of its guards, or never compares with a tool of its own. */
export function* skippedByCopilot(set: HookSet): Generator<SkippedGuard> {
  for (const { message, at, guard } of set.faults) if (guard) yield { message, at };
  const seen = new Set<unknown>();
  for (const { matcher, event, handler } of set.hooks) {
    if (!matcher || seen.has(matcher) || !isGuard(set.dialect, event)) continue;
    seen.add(matcher);
    const { value } = matcher;
    if (value.kind !== "string") continue;
    // In a group `*` stands for all; right below the event it is an expression, and none.
    const isOwn = handler.entries.includes(matcher);
    if ((isOwn && value.value === "*") || !isExpression(value.value))
      yield { message: noExpression(value.value), at: value.range };
    else if (/^[a-z]/.test(event) && value.value.split("|").every((name) => OF_CLAUDE_CODE.has(name)))
      yield {
        message: `"${value.value}" is how Claude Code calls tools; "${event}" knows none of that name.`,
        at: value.range,
      };
  }
}
const OF_CLAUDE_CODE: ReadonlySet<string> = new Set(CLAUDE_TOOLS);
