import { listedManifests } from "../../inventory/manifests/listed-manifests.ts";
import { stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const marketplaceVersionDrift = defineRepositoryRule({
  id: "marketplace/version-drift",
  severity: "warning",
  summary: "A marketplace gives each plugin the version that its own manifest gives.",
  why: "The manifest decides what is installed; the marketplace shows what was forgotten.",
  consequence: "Users see another version than the one they get, and updates are missed.",
  help: "Write the same version in both, or leave it out of the marketplace.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } }],

  *check(repository) {
    for (const { marketplace, entry, manifest } of listedManifests(repository)) {
      const own = stringAtKeys(manifest.data, "version");
      const listed = valueAt(entry.data, "version");
      if (own === undefined || listed?.kind !== "string" || listed.value.trim() === own.trim()) continue;
      yield {
        artifact: marketplace,
        message: `The marketplace says version "${listed.value}", the plugin says "${own}".`,
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
          '{ "plugins": [{ "name": "git", "version": "2.0.0", "source": "./git" }] }\n',
        "git/.claude-plugin/plugin.json": '{ "name": "git", "version": "2.0.0" }\n',
      },
    },
    {
      because: "the two differ",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "git", "version": "1.0.0", "source": "./git" }] }\n',
        "git/.claude-plugin/plugin.json": '{ "name": "git", "version": "2.0.0" }\n',
      },
      reports: ['.claude-plugin/marketplace.json:1:43 The marketplace says version "1.0.0", the plugin says "2.0.0".'],
    },
  ],
});
