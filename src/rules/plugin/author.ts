import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { pluginManifest, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginAuthor = defineArtifactRule({
  id: "plugin/author",
  on: ["plugin"],
  severity: "error",
  summary: "The author in a Claude Code plugin has a name.",
  why: "`author` may be left out; where it is there, `name` is required in it.",
  consequence: "Claude Code refuses the manifest, and the plugin does not load.",
  help: 'Write `"author": { "name": "…" }`, or leave the field out.',
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginAuthor,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
  ],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (manifest?.dialect !== "claude-code") return;
    const author = valueAt(manifest.data, "author");
    if (author?.kind === "map" && (stringAtKeys(author, "name") ?? "") === "")
      yield { message: "The author has no name.", at: author.range };
  },

  examples: [
    {
      because: "the author has a name",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "author": { "name": "Ada" } }\n' },
    },
    {
      because: "only an address",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "author": { "email": "ada@example.com" } }\n' },
      reports: ["1:26 The author has no name."],
    },
  ],
});
