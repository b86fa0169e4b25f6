import { CLAUDE_HANDLER_FIELDS } from "../../clients/forms/claude-hook-fields.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksMisspeltField = defineArtifactRule({
  id: "hooks/misspelt-field",
  on: WITH_HOOKS,
  severity: "warning",
  summary: "The fields of a hook's handler are spelled as Claude Code knows them.",
  why: "Claude Code takes no notice of a field that it does not know. Only those that resemble a known one, or mean one, are reported.",
  consequence: "The hook runs as if the field were not there: with the usual timeout, without its condition.",
  help: "Write the field as Claude Code knows it.",
  since: "0.1.0",
  sources: [claudeCodeSettings.hookFields],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    for (const { handler, dialect } of hooksOf(artifact)?.hooks ?? []) {
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
