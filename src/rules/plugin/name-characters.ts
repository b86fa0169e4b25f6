import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

// oxlint-disable-next-line no-control-regex -- Claude Code refuses exactly these
const REFUSED = /[\s@:/\\\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

export const pluginNameCharacters = defineArtifactRule({
  id: "plugin/name-characters",
  on: ["plugin"],
  severity: "error",
  summary: "A plugin's name has only characters that Claude Code takes.",
  why: "Components are called `plugin:component`, and users type the name to install it.",
  consequence: "The client refuses the manifest, and the plugin does not load.",
  help: "Write the name in lower case, words joined by hyphens; put the name for people into `displayName`.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginNameForm,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
  ],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    const name = valueAt(manifest?.data, "name");
    if (manifest?.dialect !== "claude-code" || name?.kind !== "string") return;
    if (name.value.trim() === "" || !REFUSED.test(name.value)) return;
    yield {
      message: `Claude Code takes no spaces, \`@\`, \`:\`, slashes, control or direction characters; the name is "${name.value}".`,
      at: name.range,
    };
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
  ],
});
