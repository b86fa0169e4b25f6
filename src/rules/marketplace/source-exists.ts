import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { isInSubmodule } from "../../inventory/places/comes-later.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { localSource, marketplaceEntries, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const marketplaceSourceExists = defineRepositoryRule({
  id: "marketplace/source-exists",
  severity: "error",
  summary: "The folder of each local plugin of a marketplace is there.",
  why: "A path as source means a folder of the marketplace's own repository. Sources elsewhere are not looked at.",
  consequence: "Nobody can install the plugin.",
  help: "Correct the path, which starts at the folder that holds `.claude-plugin/` or its like, or take the entry out.",
  since: "0.1.0",
  yieldsTo: ["marketplace/source-form"],
  decidedBy: "repository",
  sources: [
    copilotCliFacts.pluginRoot,
    claudeCodePlugins.pluginRoot,
    { read: { url: "https://code.claude.com/docs/en/plugins/marketplace-reference", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/0324d09f0e406d15ec2ab22d529794bcfb31b4b1/codex-rs/core-plugins/src/marketplace.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    for (const artifact of repository.of("marketplace"))
      for (const { data, folder } of marketplaceEntries(artifact)) {
        const source = localSource(data);
        if (!source || folder === undefined || folder === "" || /[<>{}$]/.test(source.path)) continue;
        const found = repository.entry(folder);
        if (!found && isInSubmodule(layoutOf(repository), folder)) continue;
        if (!found && isMaybeRepository(source.path, artifact, repository)) continue;
        if (!found) yield { artifact, message: `There is no "${folder}".`, at: source.at };
        else if (found.type !== "directory") yield { artifact, message: `"${folder}" is no folder.`, at: source.at };
      }
  },

  examples: [
    {
      because: "the folder is there, without a manifest of its own",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "name": "m", "owner": { "name": "Ada" }, "plugins": [{ "name": "git", "source": "./plugins/git" }] }\n',
        "plugins/git/commands/commit.md": "Commit.\n",
      },
    },
    {
      because: "the folder is not there",
      files: {
        ".agents/plugins/marketplace.json":
          '{ "name": "m", "plugins": [{ "name": "git", "source": { "source": "local", "path": "./plugins/git" } }] }\n',
      },
      reports: ['1:84 There is no "plugins/git".'],
    },
    {
      because: "Copilot may mean a repository of GitHub's",
      files: { ".github/plugin/marketplace.json": '{ "plugins": [{ "name": "go", "source": "acme/go" }] }\n' },
    },
    {
      because: "Copilot CLI looks below `pluginRoot`, Claude Code beside it",
      files: {
        ".github/plugin/marketplace.json":
          '{ "metadata": { "pluginRoot": "./plugins" }, "plugins": [{ "name": "go", "source": "./go" }] }\n',
        ".claude-plugin/marketplace.json":
          '{ "metadata": { "pluginRoot": "./plugins" }, "plugins": [{ "name": "go", "source": "./go" }] }\n',
        "plugins/go/commands/go.md": "Go.\n",
      },
      reports: ['.claude-plugin/marketplace.json:1:84 There is no "go".'],
    },
    {
      because: "a plugin in another repository is not looked for",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "go", "source": { "source": "github", "repo": "acme/go", "path": "plugins/go" } }] }\n',
      },
    },
  ],
});

/**
 * Whether a source may be one of a forge.
 * Copilot and Cursor take `OWNER/REPO` too; a path without `./` is one when its first folder is there.
 */
function isMaybeRepository(path: string, { dialect, data }: ArtifactOf<"marketplace">, { entry }: Repository): boolean {
  if (path.startsWith(".") || dialect === "claude-code" || dialect === "codex") return false;
  return stringAtKeys(data, "metadata", "pluginRoot") === undefined && entry(path.split("/", 1)[0] ?? "") === undefined;
}
