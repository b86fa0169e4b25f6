import { hasHooks, hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksTimeout = defineArtifactRule({
  id: "hooks/timeout",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "A hook's timeout is in its client's unit.",
  why: "Claude Code, Codex, Copilot and Cursor count seconds; Gemini CLI counts milliseconds.",
  consequence: "A hook that hangs holds the session up for hours, or one that works is stopped before it begins.",
  help: "Write seconds, for Gemini CLI milliseconds. If the hook may really take that long, raise the option `max-seconds`.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://docs.tabnine.com/main/getting-started/tabnine-cli/features/hooks/event-reference.md",
        date: "2026-11-21",
      },
    },
  ],
  options: { "max-seconds": 3600 },
  optionAliases: { seconds: "max-seconds" },
  loosens: { "max-seconds": "more" },

  *check(artifact, { "max-seconds": seconds }) {
    const set = hooksOf(artifact);
    if (!set?.format) return;
    const { field, perSecond } = set.format.timeout;
    for (const { handler } of set.hooks) {
      const value = entryOf(handler, field)?.value;
      if (value?.kind !== "number" || value.value <= 0) continue;
      if (perSecond === 1 && value.value > seconds)
        yield { message: `A timeout of ${value.value} seconds; were milliseconds meant?`, at: value.range };
      if (perSecond > 1 && value.value < 100)
        yield { message: `A timeout of ${value.value} milliseconds; were seconds meant?`, at: value.range };
    }
  },

  examples: [
    {
      because: "seconds for Claude Code, milliseconds for Gemini CLI",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make", "timeout": 60 }] }] } }',
        ".gemini/settings.json":
          '{ "hooks": { "AfterTool": [{ "hooks": [{ "type": "command", "command": "make", "timeout": 60000 }] }] } }',
      },
    },
    {
      because: "milliseconds for Claude Code",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make", "timeout": 5000 }] }] } }',
      },
      reports: ["1:86 A timeout of 5000 seconds; were milliseconds meant?"],
    },
    {
      because: "seconds for Gemini CLI",
      files: {
        ".gemini/settings.json":
          '{ "hooks": { "AfterTool": [{ "hooks": [{ "type": "command", "command": "make", "timeout": 30 }] }] } }',
      },
      reports: ["1:91 A timeout of 30 milliseconds; were seconds meant?"],
    },
  ],
});
