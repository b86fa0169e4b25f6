import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** The settings that a plugin may bring along. */
const TAKEN: ReadonlySet<string> = new Set(["agent", "subagentStatusLine"]);

export const pluginSettingsKey = defineArtifactRule({
  id: "plugin/settings-key",
  on: ["plugin"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "A plugin brings along the settings that Claude Code takes from plugins.",
  why: "Of a plugin's `settings` Claude Code takes `agent` and `subagentStatusLine`, and drops the others.",
  consequence: "The setting has no effect.",
  help: "Tell users to set it themselves.",
  since: "0.1.0",
  sources: [{ read: { url: "https://github.com/anthropics/claude-code/releases/tag/v2.1.332", date: "2026-11-30" } }],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    const manifest = pluginManifest(artifact);
    const settings = manifest?.dialect === "claude-code" ? valueAt(manifest.data, "settings") : undefined;
    for (const { key, keyRange } of settings?.kind === "map" ? settings.entries : [])
      if (!TAKEN.has(key) && !allowed.includes(key))
        yield { message: `Claude Code takes no "${key}" from a plugin.`, at: keyRange, client: "claude-code" };
  },

  examples: [
    { because: "an agent", files: { ".claude-plugin/plugin.json": '{ "name": "a", "settings": { "agent": "x" } }\n' } },
    {
      because: "a model",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "settings": { "model": "opus" } }\n' },
      reports: ['1:30 Claude Code takes no "model" from a plugin.'],
    },
  ],
});
