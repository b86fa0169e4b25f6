import { CLAUDE_SETTINGS_SOURCE, claudeSettings } from "../../clients/settings-keys.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const WORDS = { string: "a text", boolean: "true or false", number: "a number", map: "a map", list: "a list" } as const;

export const settingsShape = defineArtifactRule({
  id: "settings/shape",
  on: ["settings"],
  severity: "warning",
  summary: "Claude Code's settings have values of their type.",
  why: "Claude Code checks its settings when it starts.",
  consequence: "Claude Code ignores the setting, and older versions the whole file.",
  help: "Write the value in the form that the message names.",
  since: "0.1.0",
  sources: [CLAUDE_SETTINGS_SOURCE],

  *check({ data, dialect }) {
    if (dialect !== "claude-code" || !data) return;
    if (data.kind !== "map") yield { message: "Settings have to be a map.", at: data.range };
    for (const { key, value } of data.kind === "map" ? data.entries : []) {
      const wanted = claudeSettings().get(key);
      if (wanted && wanted !== value.kind && value.kind !== "null")
        yield { message: `"${key}" has to be ${WORDS[wanted]}.`, at: value.range };
      if (key !== "permissions" || value.kind !== "map") continue;
      for (const list of value.entries)
        if (["allow", "ask", "deny"].includes(list.key) && list.value.kind !== "list")
          yield { message: `"permissions.${list.key}" has to be a list.`, at: list.value.range };
    }
  },

  examples: [
    {
      because: "a map, a number, a truth value, and a key that nobody knows",
      files: {
        ".claude/settings.json": '{ "env": {}, "cleanupPeriodDays": 20, "fastMode": true, "fromTheFuture": [] }',
      },
    },
    {
      because: "a number in quotes, and one rule instead of a list",
      files: { ".claude/settings.json": '{ "cleanupPeriodDays": "20", "permissions": { "allow": "Read" } }' },
      reports: ['1:24 "cleanupPeriodDays" has to be a number.', '1:56 "permissions.allow" has to be a list.'],
    },
  ],
});
