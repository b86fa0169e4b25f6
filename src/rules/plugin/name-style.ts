import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const LONGEST = 64;

export const pluginNameStyle = defineArtifactRule({
  id: "plugin/name-style",
  on: ["plugin"],
  severity: "info",
  summary: "A plugin's name is at most 64 lower-case letters, digits and hyphens.",
  why: "Copilot documents that form, Claude's web application refuses any other, and Cursor's schema and the common standard allow periods besides.",
  consequence: "The plugin loads in some clients and cannot be published for others.",
  help: "Write the name in lower case, words joined by hyphens; put the name for people into `displayName`.",
  since: "0.1.0",
  yieldsTo: ["plugin/gemini-extension", "plugin/name-characters", "plugin/name-required"],
  sources: [
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
    const name = valueAt(manifest?.data, "name");
    if (name?.kind !== "string" || name.value === "" || manifest?.dialect === "agent-plugins") return;
    if (name.value.length > LONGEST)
      yield {
        message: `The plugin's name has ${name.value.length} characters, of at most ${LONGEST}.`,
        at: name.range,
      };
    else if (!/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name.value))
      yield { message: `The plugin's name "${name.value}" is not in lower case with hyphens.`, at: name.range };
  },

  examples: [
    { because: "words joined by hyphens", files: { ".claude-plugin/plugin.json": '{ "name": "deploy-tools" }\n' } },
    {
      because: "capitals",
      files: { ".claude-plugin/plugin.json": '{ "name": "DeployTools" }\n' },
      reports: ['1:11 The plugin\'s name "DeployTools" is not in lower case with hyphens.'],
    },
  ],
});
