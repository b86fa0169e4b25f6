import { CLAUDE_SETTINGS_SOURCE, claudeSettings } from "../../clients/settings-keys.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsUnknownKey = defineArtifactRule({
  id: "settings/unknown-key",
  on: ["settings"],
  severity: "warning",
  summary: "Claude Code's settings are spelled as it knows them.",
  why: "Claude Code takes no notice of a key that it does not know. Only keys that resemble a known one are reported: the list grows.",
  consequence: "The setting has no effect.",
  help: "Correct the spelling. If the key is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [CLAUDE_SETTINGS_SOURCE],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check({ data, dialect }, { allowed }) {
    if (dialect !== "claude-code" || data?.kind !== "map") return;
    for (const { key, keyRange } of data.entries) {
      if (MORE.has(key) || claudeSettings().has(key) || allowed.includes(key)) continue;
      const close = nearest(key, claudeSettings().keys());
      if (close !== undefined && Math.abs(close.length - key.length) < 3)
        yield { message: `There is no setting "${key}"; did you mean "${close}"?`, at: keyRange };
    }
  },

  examples: [
    {
      because: "known keys, and one that resembles none",
      files: { ".claude/settings.json": '{ "model": "opus", "acmeInternal": true }' },
    },
    {
      because: "a letter is missing",
      files: { ".claude/settings.json": '{ "permisions": {} }' },
      reports: ['1:3 There is no setting "permisions"; did you mean "permissions"?'],
    },
  ],
});

/** Known keys whose values have several shapes. */
const MORE: ReadonlySet<string> = new Set([
  "strictPluginOnlyCustomization",
  "forceLoginOrgUUID",
  "mcpServers",
  "comment",
  "_comment",
  "//",
]);
