import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { hasHooks, hooksOf, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { twoConditions } from "../../inventory/hooks/two-conditions.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** Where Claude Code evaluates `if`. */
const TOOL_EVENTS: ReadonlySet<string> = new Set([
  "PermissionDenied",
  "PermissionRequest",
  "PostToolUse",
  "PostToolUseFailure",
  "PreToolUse",
]);

export const hooksIfNeverRuns = defineArtifactRule({
  id: "hooks/if-never-runs",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "Only hooks on tool events have an `if`, and it holds one rule.",
  why: "Claude Code compares `if` with a tool call. On events without one it is never true.",
  consequence: "The hook never runs.",
  help: "Take `if` out, or put the hook on PreToolUse or PostToolUse.",
  since: "0.1.0",
  sources: [
    claudeCodeHooks.hookConditions,
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    for (const hook of hooksOf(artifact)?.hooks ?? []) {
      const condition = entryOf(hook.handler, "if");
      if (!condition || hook.dialect !== "claude-code") continue;
      // Of guards `hooks/dead-guard` speaks.
      const two = isGuard(hook.dialect, hook.event) ? undefined : twoConditions(hook);
      if (two) yield { ...two, help: "Write a handler for each rule.", client: "claude-code" };
      if (!TOOL_EVENTS.has(hook.event))
        yield {
          message: `A handler of "${hook.event}" with an "if" never runs.`,
          at: condition.keyRange,
          client: "claude-code",
        };
    }
  },

  examples: [
    {
      because: "a tool event",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command", "command": "a", "if": "Bash(git *)" }] }] } }',
      },
    },
    {
      because: "two rules in one",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PostToolUse": [{ "hooks": [{ "type": "command", "command": "a",\n"if": "Edit(*.ts)|Write(*.ts)" }] }] } }',
      },
      reports: ['2:7 "if" holds one rule: "Edit(*.ts)|Write(*.ts)" is never true.'],
    },
    {
      because: "no tool is called when a session starts",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "SessionStart": [{ "hooks": [{ "type": "command", "command": "a", "if": "Bash(git *)" }] }] } }',
      },
      reports: ['1:80 A handler of "SessionStart" with an "if" never runs.'],
    },
  ],
});
