import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const marketplaceEntryFields = defineArtifactRule({
  id: "marketplace/entry-fields",
  on: ["marketplace"],
  severity: "error",
  summary: "Each plugin of a marketplace has a name and a source.",
  why: "The name is what users install, the source is where the client gets it from.",
  consequence: "Claude Code and Codex refuse the whole marketplace for one such entry.",
  help: "Add `name` and `source` to the entry.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.marketplaceEntries,
    { read: { url: "https://www.schemastore.org/claude-code-marketplace.json", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/0324d09f0e406d15ec2ab22d529794bcfb31b4b1/codex-rs/core-plugins/src/marketplace.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check({ data, dialect }) {
    if (dialect === undefined) return;
    const plugins = valueAt(data, "plugins");
    for (const entry of plugins?.kind === "list" ? plugins.items : []) {
      const at = { start: entry.range.start, end: entry.range.start + 1 };
      if (entry.kind !== "map") {
        yield { message: `The entry is a ${entry.kind}, not a map.`, at: entry.range };
        continue;
      }
      const name = valueAt(entry, "name");
      const source = valueAt(entry, "source");
      if (name?.kind !== "string" || name.value === "")
        yield { message: "The entry has no name.", at: name?.range ?? at };
      if (!source && dialect === "cursor") continue; // what Cursor does then is not documented
      if (!source) yield { message: "The entry has no source.", at: name?.range ?? at };
      else if ((source.kind !== "string" && source.kind !== "map") || (source.kind === "string" && source.value === ""))
        yield { message: "The entry's source has to be a path or a map.", at: source.range };
    }
  },

  examples: [
    {
      because: "a path, and a repository elsewhere",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [{ "name": "git", "source": "./git" }, { "name": "go", "source": { "source": "github", "repo": "acme/go" } }] }\n',
      },
    },
    {
      because: "an entry without a source, and one without a name",
      files: {
        ".claude-plugin/marketplace.json": '{ "plugins": [{ "name": "git" }, { "source": "./go" }] }\n',
      },
      reports: ["1:25 The entry has no source.", "1:34 The entry has no name."],
    },
  ],
});
