import { type ListedManifest, listedManifests } from "../../inventory/manifests/listed-manifests.ts";
import { stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const marketplaceNameDrift = defineRepositoryRule({
  id: "marketplace/name-drift",
  severity: "warning",
  summary: "A marketplace calls each plugin by the name in its own manifest.",
  why: "The name in the marketplace is what users install; the name in the manifest stands before the plugin's components.",
  consequence: "Users install one name and find skills and agents under another.",
  help: "Write the same name in both.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } }],

  *check(repository) {
    const listed = [...listedManifests(repository)];
    const present = new Set(
      listed.flatMap((one) => (one.entry.name === stringAtKeys(one.manifest.data, "name") ? pairOf(one) : [])),
    );
    for (const one of listed) {
      const { marketplace, entry, manifest } = one;
      const own = stringAtKeys(manifest.data, "name");
      if (own === undefined || own === "" || entry.name === undefined || entry.name === own) continue;
      // A former name beside the present one leads whoever still uses it there.
      if (present.has(pairOf(one))) continue;
      yield {
        artifact: marketplace,
        message: `The marketplace says "${entry.name}", the plugin says "${own}".`,
        at: entry.at,
        related: [{ path: manifest.artifact.path }],
      };
    }
  },

  examples: [
    {
      because: "both say the same",
      files: {
        ".claude-plugin/marketplace.json": '{ "plugins": [{ "name": "git", "source": "./git" }] }\n',
        "git/.claude-plugin/plugin.json": '{ "name": "git" }\n',
      },
    },
    {
      because: "a former name is kept beside the present one",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "git", "source": "./git" }, { "name": "git-tools", "source": "./git" }] }\n',
        "git/.claude-plugin/plugin.json": '{ "name": "git" }\n',
      },
    },
    {
      because: "the two differ",
      files: {
        ".claude-plugin/marketplace.json": '{ "plugins": [{ "name": "git", "source": "./git" }] }\n',
        "git/.claude-plugin/plugin.json": '{ "name": "git-tools" }\n',
      },
      reports: ['.claude-plugin/marketplace.json:1:25 The marketplace says "git", the plugin says "git-tools".'],
    },
  ],
});

/** Which plugin an entry leads to, and from which marketplace. */
const pairOf = ({ marketplace, manifest }: ListedManifest): string =>
  JSON.stringify([marketplace.path, manifest.artifact.path]);
