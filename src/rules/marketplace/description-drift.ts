import { listedManifests } from "../../inventory/manifests/listed-manifests.ts";
import { stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const marketplaceDescriptionDrift = defineRepositoryRule({
  id: "marketplace/description-drift",
  severity: "info",
  summary: "A marketplace describes each plugin as its own manifest does.",
  why: "One of the two descriptions is mostly the older one. Some marketplaces shorten on purpose.",
  consequence: "Users choose a plugin by a description that may not hold any more.",
  help: "Write the same description in both, or leave it out of one.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } }],

  *check(repository) {
    for (const { marketplace, entry, manifest } of listedManifests(repository)) {
      const own = stringAtKeys(manifest.data, "description");
      const listed = valueAt(entry.data, "description");
      if (own === undefined || listed?.kind !== "string" || listed.value.trim() === own.trim()) continue;
      yield {
        artifact: marketplace,
        message: "The marketplace and the plugin describe it differently.",
        at: listed.range,
        related: [{ path: manifest.artifact.path }],
      };
    }
  },

  examples: [
    {
      because: "both say the same",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "git", "description": "Commits and pushes.", "source": "./git" }] }\n',
        "git/.claude-plugin/plugin.json": '{ "name": "git", "description": "Commits and pushes." }\n',
      },
    },
    {
      because: "the two differ",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "git", "description": "Commits.", "source": "./git" }] }\n',
        "git/.claude-plugin/plugin.json": '{ "name": "git", "description": "Commits and pushes." }\n',
      },
      reports: [".claude-plugin/marketplace.json:1:47 The marketplace and the plugin describe it differently."],
    },
  ],
});
