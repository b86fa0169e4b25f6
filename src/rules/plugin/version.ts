import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** A semantic version by semver.org, 2.0.0: three numbers without leading zeros, then a pre-release and a build. */
const SEMANTIC =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

export const pluginVersion = defineArtifactRule({
  id: "plugin/version",
  on: ["plugin"],
  severity: "info",
  summary: "A plugin's version is a semantic version.",
  why: "Every format recommends it and none enforces it: clients compare versions to see whether there is an update.",
  consequence: "Clients and people cannot tell which of two versions is the newer one.",
  help: "Write three numbers, such as `1.2.0`.",
  since: "0.1.0",
  yieldsTo: ["plugin/gemini-extension"],
  sources: [{ read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } }],

  *check(artifact) {
    const version = valueAt(pluginManifest(artifact)?.data, "version");
    if (version?.kind === "string" && !SEMANTIC.test(version.value.trim()))
      yield { message: `"${version.value}" is no semantic version.`, at: version.range };
  },

  examples: [
    {
      because: "three numbers",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "version": "1.2.0-beta.1" }\n' },
    },
    { because: "a version may be left out", files: { ".claude-plugin/plugin.json": '{ "name": "a" }\n' } },
    {
      because: "two numbers",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "version": "v1.2" }\n' },
      reports: ['1:27 "v1.2" is no semantic version.'],
    },
  ],
});
