import { marketplaceEntries, marketplaceRoot, pluginManifest } from "../../inventory/manifests/plugins.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const marketplaceUnlistedPlugin = defineRepositoryRule({
  id: "marketplace/unlisted-plugin",
  severity: "off",
  summary: "A marketplace lists every plugin of its repository.",
  why: "A plugin that no marketplace lists can only be installed by its path. Examples and plugins in the making are meant to be so.",
  consequence: "Users of the marketplace do not find the plugin.",
  help: "Add an entry for the plugin to the marketplace.",
  since: "0.1.0",

  *check(repository) {
    const marketplaces = repository.of("marketplace");
    if (marketplaces.length === 0) return;
    const listed = new Set(
      marketplaces.flatMap((one) => marketplaceEntries(one).flatMap(({ folder }) => folder ?? [])),
    );
    const roots = marketplaces.map(({ path }) => marketplaceRoot(path));
    const reported = new Set<string>();
    for (const artifact of repository.of("plugin")) {
      const manifest = pluginManifest(artifact);
      if (!manifest || listed.has(manifest.root) || reported.has(manifest.root)) continue;
      if (!roots.some((root) => root === "" || manifest.root.startsWith(`${root}/`))) continue;
      reported.add(manifest.root);
      yield { artifact, message: `No marketplace lists the plugin in "${manifest.root || "."}".` };
    }
  },

  examples: [
    {
      because: "the plugin is listed",
      files: {
        ".claude-plugin/marketplace.json": '{ "plugins": [{ "name": "git", "source": "./plugins/git" }] }\n',
        "plugins/git/.claude-plugin/plugin.json": '{ "name": "git" }\n',
      },
    },
    {
      because: "the plugin is not listed",
      files: {
        ".claude-plugin/marketplace.json": '{ "plugins": [] }\n',
        "plugins/git/.claude-plugin/plugin.json": '{ "name": "git" }\n',
      },
      reports: ['plugins/git/.claude-plugin/plugin.json No marketplace lists the plugin in "plugins/git".'],
    },
  ],
});
