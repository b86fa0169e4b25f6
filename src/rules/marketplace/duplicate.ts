import { marketplaceEntries } from "../../inventory/manifests/plugins.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const marketplaceDuplicate = defineArtifactRule({
  id: "marketplace/duplicate",
  on: ["marketplace"],
  severity: "warning",
  summary: "No two plugins of a marketplace have the same name.",
  why: "Users install a plugin by its name alone.",
  consequence: "Clients take one of the two: Codex the first one that it can load.",
  help: "Rename one of them, or take it out.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/openai/codex/blob/0324d09f0e406d15ec2ab22d529794bcfb31b4b1/codex-rs/core-plugins/src/marketplace.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const seen = new Set<string>();
    for (const { name, at } of marketplaceEntries(artifact)) {
      if (name === undefined) continue;
      if (seen.has(name)) yield { message: `The marketplace has another plugin "${name}".`, at };
      seen.add(name);
    }
  },

  examples: [
    {
      because: "each name once",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "git", "source": "./git" }, { "name": "go", "source": "./go" }] }\n',
      },
    },
    {
      because: "a name twice",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "git", "source": "./git" }, { "name": "git", "source": "./go" }] }\n',
      },
      reports: ['1:63 The marketplace has another plugin "git".'],
    },
  ],
});
