import { CLAUDE_HANDLER_FIELDS } from "../../clients/forms/claude-hook-fields.ts";
import { claudeCodeHooks } from "../../clients/claude-code-hooks.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { hasHooks, type HookSet, hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

export const hooksMisspeltField = defineArtifactRule({
  id: "hooks/misspelt-field",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "The fields of hooks, of their groups and their handlers, are spelled as Claude Code knows them.",
  why: "Claude Code takes no notice of a field that it does not know. Only those that resemble a known one, or mean one, are reported.",
  consequence:
    "The hook runs as if the field were not there: for every tool, with the usual timeout, without its condition.",
  help: "Write the field as Claude Code knows it.",
  since: "0.1.0",
  sources: [claudeCodeSettings.hookFields, claudeCodeHooks.hookGroups],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    const set = hooksOf(artifact);
    if (set) yield* lostMatchers(set, allowed);
    for (const { handler, dialect } of set?.hooks ?? []) {
      if (dialect !== "claude-code") continue;
      for (const { key, keyRange } of handler.entries) {
        if (KNOWN.has(key) || allowed.includes(key)) continue;
        const meant = Object.hasOwn(MEANT, key) ? MEANT[key] : nearest(key, KNOWN);
        if (meant === undefined) continue;
        const message = `Claude Code knows no field "${key}" of a handler; did you mean "${meant}"?`;
        yield { message, at: keyRange, client: "claude-code" };
      }
    }
  },

  examples: [
    {
      because: "known fields, and one that resembles none",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "a", "timeout": 5, "reviewedBy": "us" }] }] } }',
      },
    },
    {
      because: "a matcher with a slip, and one in the handler: these hooks run whatever the tool is",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "PostToolUse": [{ "matchers": "Edit", "hooks": [{ "type": "command", "command": "a" }] },\n{ "hooks": [{ "type": "command", "command": "a", "matcher": "Edit" }] }] } }',
      },
      reports: [
        '1:32 Claude Code knows no field "matchers" of a group; did you mean "matcher"? Its hooks run every time.',
        '2:50 "matcher" belongs into the group, beside "hooks"; here it is not read, and the hook runs every time.',
      ],
    },
    {
      because: "the field of another client",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "a", "timeout_ms": 5000 }] }] } }',
      },
      reports: ['1:72 Claude Code knows no field "timeout_ms" of a handler; did you mean "timeout"?'],
    },
  ],
});

const KNOWN: ReadonlySet<string> = new Set([
  "type",
  "command",
  "prompt",
  "url",
  "server",
  "tool",
  "continueOnBlock",
  "holdsTools",
  "rewakeMessage",
  "rewakeSummary",
  "cloud",
  ...Object.values(CLAUDE_HANDLER_FIELDS).flatMap((fields) => Object.keys(fields)),
]);

/** Words of other clients for what Claude Code has a word for. */
const MEANT: Readonly<Record<string, string>> = {
  timeoutMs: "timeout",
  timeoutSec: "timeout",
  timeoutSeconds: "timeout",
  timeout_ms: "timeout",
  timeout_sec: "timeout",
  condition: "if",
};

/** What was to say for which tools the hooks of a group are, and is not read. */
function* lostMatchers({ dialect, format, events }: HookSet, allowed: readonly string[]): Generator<Finding> {
  if (dialect !== "claude-code") return;
  for (const { key: event, value } of events) {
    if (value.kind !== "list" || format?.unmatched?.includes(event) === true) continue;
    for (const group of value.items) {
      if (group.kind !== "map" || entryOf(group, "matcher")) continue;
      for (const { key, keyRange } of group.entries)
        if (!allowed.includes(key) && (MATCHERS.has(key) || nearest(key, ["matcher"]) !== undefined))
          yield {
            message: `Claude Code knows no field "${key}" of a group; did you mean "matcher"? Its hooks run every time.`,
            at: keyRange,
            client: "claude-code",
          };
      const handlers = entryOf(group, "hooks")?.value;
      for (const handler of handlers?.kind === "list" ? handlers.items : []) {
        const matcher = entryOf(handler, "matcher");
        if (matcher)
          yield {
            message:
              '"matcher" belongs into the group, beside "hooks"; here it is not read, and the hook runs every time.',
            at: matcher.keyRange,
            client: "claude-code",
          };
      }
    }
  }
}

/** Words of other clients for it. */
const MATCHERS: ReadonlySet<string> = new Set(["pattern", "tool", "toolName", "tool_name", "toolNames", "tools"]);
