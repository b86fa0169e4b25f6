import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** Clients that need a name. Codex takes the folder's name instead; of other clients we do not know. */
const REQUIRED_BY = new Set(["claude-code", "copilot", "cursor", "gemini-cli"]);

export const pluginNameRequired = defineArtifactRule({
  id: "plugin/name-required",
  on: ["plugin"],
  severity: "error",
  summary: "A plugin manifest has a name.",
  why: "The name is the one field that every format requires: installed components are called after it.",
  consequence: "The client refuses the manifest, and the plugin does not load.",
  help: "Add `name` with a short name in lower case, words joined by hyphens.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginName,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
    {
      read: {
        url: "https://docs.github.com/en/copilot/reference/copilot-cli-reference/cli-plugin-reference",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://raw.githubusercontent.com/cursor/plugins/main/schemas/plugin.schema.json",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (!manifest || !REQUIRED_BY.has(manifest.dialect)) return;
    const name = entryOf(manifest.data, "name");
    if (!name) yield { message: "The plugin has no name.", at: { start: 0, end: 1 } };
    else if (name.value.kind !== "string")
      yield { message: `The plugin's name is a ${name.value.kind}, not a text.`, at: name.value.range };
    else if (name.value.value.trim() === "") yield { message: "The plugin's name is empty.", at: name.value.range };
  },

  examples: [
    { because: "the name is there", files: { ".claude-plugin/plugin.json": '{ "name": "deploy-tools" }\n' } },
    {
      because: "Codex falls back to the name of the folder",
      files: { "deploy/.codex-plugin/plugin.json": '{ "version": "1.0.0" }\n' },
    },
    {
      because: "the name is missing",
      files: { ".claude-plugin/plugin.json": '{ "version": "1.0.0" }\n' },
      reports: ["1:1 The plugin has no name."],
    },
    {
      because: "the name is empty",
      files: { ".cursor-plugin/plugin.json": '{ "name": "" }\n' },
      reports: ["1:11 The plugin's name is empty."],
    },
  ],
});
