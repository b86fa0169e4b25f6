import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginHomepage = defineArtifactRule({
  id: "plugin/homepage",
  on: ["plugin"],
  severity: "error",
  summary: "The homepage of a Claude Code plugin is a whole address.",
  why: "Claude Code parses the homepage as a URL and refuses the manifest where that fails.",
  consequence: "Claude Code does not load the plugin.",
  help: "Write the address with its scheme, such as `https://example.com`, or leave the field out.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginHomepage,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
  ],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (manifest?.dialect !== "claude-code") return;
    const homepage = valueAt(manifest.data, "homepage");
    if (homepage?.kind === "string" && !/^\s*[a-z][a-z0-9+.-]*:./i.test(homepage.value))
      yield { message: `The homepage "${homepage.value}" is no address with a scheme.`, at: homepage.range };
  },

  examples: [
    {
      because: "an address with its scheme",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "homepage": "https://example.com" }\n' },
    },
    {
      because: "no scheme",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "homepage": "example.com/a" }\n' },
      reports: ['1:28 The homepage "example.com/a" is no address with a scheme.'],
    },
  ],
});
