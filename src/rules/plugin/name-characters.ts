import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import type { ManifestDialect } from "../../clients/plugin-manifests.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const CLAUDE = {
  // oxlint-disable-next-line no-control-regex -- Claude Code refuses exactly these
  refused: /[\s@:/\\\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/,
  rule: "Claude Code takes no spaces, `@`, `:`, slashes, control or direction characters",
};
const CURSOR = {
  refused: /^[^a-z0-9]|[^a-z0-9.-]|[^a-z0-9]$/,
  rule: "Cursor takes lower-case letters, digits, hyphens and periods, with a letter or digit at both ends",
};
const RULES: Partial<Record<ManifestDialect, typeof CLAUDE>> = { "claude-code": CLAUDE, cursor: CURSOR };

export const pluginNameCharacters = defineArtifactRule({
  id: "plugin/name-characters",
  on: ["plugin"],
  severity: "error",
  summary: "A plugin's name has only characters that its client takes.",
  why: "Components are called `plugin:component`, and users type the name to install it.",
  consequence: "The client refuses the manifest, and the plugin does not load.",
  help: "Write the name in lower case, words joined by hyphens; put the name for people into `displayName`.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginNameForm,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
    {
      read: {
        url: "https://raw.githubusercontent.com/cursor/plugins/main/schemas/plugin.schema.json",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    const name = valueAt(manifest?.data, "name");
    const rule = manifest && RULES[manifest.dialect];
    if (name?.kind !== "string" || name.value.trim() === "" || !rule?.refused.test(name.value)) return;
    yield { message: `${rule.rule}; the name is "${name.value}".`, at: name.range };
  },

  examples: [
    { because: "a short name", files: { ".claude-plugin/plugin.json": '{ "name": "deploy-tools" }\n' } },
    {
      because: "capitals load in Claude Code",
      files: { ".claude-plugin/plugin.json": '{ "name": "DeployTools" }\n' },
    },
    {
      because: "a space",
      files: { ".claude-plugin/plugin.json": '{ "name": "deploy tools" }\n' },
      reports: [
        '1:11 Claude Code takes no spaces, `@`, `:`, slashes, control or direction characters; the name is "deploy tools".',
      ],
    },
    {
      because: "Cursor takes no capitals",
      files: { ".cursor-plugin/plugin.json": '{ "name": "DeployTools" }\n' },
      reports: [
        '1:11 Cursor takes lower-case letters, digits, hyphens and periods, with a letter or digit at both ends; the name is "DeployTools".',
      ],
    },
  ],
});
