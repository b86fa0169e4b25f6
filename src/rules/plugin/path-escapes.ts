import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { CONTAINED } from "../../clients/plugin-components.ts";
import { declaredPaths } from "../../inventory/manifests/plugin-paths.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginPathEscapes = defineArtifactRule({
  id: "plugin/path-escapes",
  on: ["plugin"],
  severity: "error",
  summary: "A path in a plugin manifest stays inside the plugin.",
  why: "Only the plugin's folder is copied to whoever installs it, and clients refuse paths that lead out of it.",
  consequence: "The client does not load what the path names, or refuses the whole manifest.",
  help: "Move the file into the plugin and name it from the plugin's root.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginPaths,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/01b4840b95f46f810c900b6303c28b8cf52aa241/codex-rs/core-plugins/src/manifest.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (!manifest || !CONTAINED.has(manifest.dialect)) return;
    for (const { name, value, at } of declaredPaths(manifest.data, manifest.dialect))
      if (/^[/\\]/.test(value) || value.split(/[/\\]/).includes(".."))
        yield { message: `The path "${value}" in \`${name}\` leads out of the plugin.`, at };
  },

  examples: [
    {
      because: "the path stays inside",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "hooks": "./config/hooks.json" }\n' },
    },
    {
      because: "`..`",
      files: { "plugins/a/.claude-plugin/plugin.json": '{ "name": "a", "skills": "../shared/skills" }\n' },
      reports: ['1:26 The path "../shared/skills" in `skills` leads out of the plugin.'],
    },
    {
      because: "an absolute path",
      files: { ".codex-plugin/plugin.json": '{ "name": "a", "skills": "/opt/skills" }\n' },
      reports: ['1:26 The path "/opt/skills" in `skills` leads out of the plugin.'],
    },
  ],
});
