import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { localSource, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const STRICT = new Set(["claude-code", "codex"]);

export const marketplaceSourceForm = defineArtifactRule({
  id: "marketplace/source-form",
  on: ["marketplace"],
  severity: "error",
  summary: "A local source in a marketplace starts with `./` and stays inside the marketplace.",
  why: "Claude Code and Codex tell a folder of the marketplace from other sources by the `./`, and take no `..` in it.",
  consequence: "Codex skips the plugin; Claude Code refuses the whole marketplace.",
  help: "Write the path from the marketplace's root, with `./` in front.",
  since: "0.1.0",
  yieldsTo: ["marketplace/entry-fields"],
  sources: [
    claudeCodePlugins.marketplaceSources,
    { read: { url: "https://www.schemastore.org/claude-code-marketplace.json", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/0324d09f0e406d15ec2ab22d529794bcfb31b4b1/codex-rs/core-plugins/src/marketplace.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check({ data, dialect }) {
    const plugins = valueAt(data, "plugins");
    if (dialect === undefined || !STRICT.has(dialect) || plugins?.kind !== "list") return;
    const based = stringAtKeys(data, "metadata", "pluginRoot") !== undefined;
    for (const entry of plugins.items) {
      const source = entry.kind === "map" ? localSource(entry) : undefined;
      if (!source) continue;
      const { path, at } = source;
      if (path.split("/").includes("..") || path.startsWith("/"))
        yield { message: `The source "${path}" leads out of the marketplace.`, at };
      else if (!path.startsWith("./") && path !== "." && !based)
        yield { message: `The source "${path}" has to start with "./".`, at };
    }
  },

  examples: [
    {
      because: "a folder of the marketplace, and one below `pluginRoot`",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "metadata": { "pluginRoot": "./plugins" }, "plugins": [{ "name": "git", "source": "git" }] }\n',
      },
    },
    {
      because: "`./` is missing, and a source that leads out",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "git", "source": "plugins/git" }, { "name": "go", "source": "../go" }] }\n',
      },
      reports: [
        '1:42 The source "plugins/git" has to start with "./".',
        '1:85 The source "../go" leads out of the marketplace.',
      ],
    },
    {
      because: "Copilot takes a path without `./`",
      files: { ".github/plugin/marketplace.json": '{ "plugins": [{ "name": "git", "source": "plugins/git" }] }\n' },
    },
  ],
});
