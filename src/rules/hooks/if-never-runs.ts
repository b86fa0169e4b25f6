import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
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
  severity: "warning",
  summary: "Only hooks on tool events have an `if`, and it holds one rule.",
  why: "Claude Code compares `if` with a tool call. On events without one it is never true.",
  consequence: "The hook never runs.",
  help: "Take `if` out, or put the hook on PreToolUse or PostToolUse.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://github.com/anthropics/claude-code/issues/49229", date: "2026-11-30" } },
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    for (const { event, handler, dialect } of hooksOf(artifact)?.hooks ?? []) {
      const condition = entryOf(handler, "if");
      if (!condition || dialect !== "claude-code") continue;
      if (condition.value.kind === "string" && /\)\s*\|\|?\s*[A-Z]/.test(condition.value.value))
        yield {
          message: `"if" holds one rule: "${condition.value.value}" is never true.`,
          help: "Write a handler for each rule.",
          at: condition.value.range,
          client: "claude-code",
        };
      if (!TOOL_EVENTS.has(event))
        yield {
          message: `A handler of "${event}" with an "if" never runs.`,
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
          '{ "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command", "command": "a",\n"if": "Edit(*.ts)|Write(*.ts)" }] }] } }',
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
