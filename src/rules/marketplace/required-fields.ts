import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const marketplaceRequiredFields = defineArtifactRule({
  id: "marketplace/required-fields",
  on: ["marketplace"],
  severity: "error",
  summary: "A marketplace has a name, an owner and a list of plugins.",
  why: "Users add a marketplace by its name and install `plugin@marketplace`. Codex does without an owner; the others do not.",
  consequence: "The client refuses the marketplace, with all its plugins.",
  help: 'Add `name`, `"owner": { "name": "…" }` and `"plugins": []`.',
  since: "0.1.0",
  sources: [
    claudeCodePlugins.marketplaceFields,
    { read: { url: "https://www.schemastore.org/claude-code-marketplace.json", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/0324d09f0e406d15ec2ab22d529794bcfb31b4b1/codex-rs/core-plugins/src/marketplace.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check({ data, dialect }) {
    if (!data || dialect === undefined) return;
    const at = { start: data.range.start, end: data.range.start + 1 };
    if (data.kind !== "map") {
      yield { message: `The marketplace is a ${data.kind}, not a map.`, at };
      return;
    }
    const needed = dialect === "claude-code" ? ["name", "plugins", "owner"] : ["name", "plugins"];
    const missing = needed.filter((key) => !valueAt(data, key)).map((key) => WORDS[key] ?? key);
    if (missing.length > 0) yield { message: `The marketplace has no ${missing.join(", and no ")}.`, at };
    const name = valueAt(data, "name");
    if (name && (name.kind !== "string" || name.value === ""))
      yield { message: "The marketplace's name has to be a text that is not empty.", at: name.range };
    const plugins = valueAt(data, "plugins");
    if (plugins && plugins.kind !== "list")
      yield { message: `The marketplace's plugins are a ${plugins.kind}, not a list.`, at: plugins.range };
    if (dialect !== "claude-code") return;
    const owner = valueAt(data, "owner");
    if (owner && (stringAtKeys(owner, "name") ?? "") === "")
      yield { message: "The marketplace's owner has no name.", at: owner.range };
  },

  examples: [
    {
      because: "all three are there",
      files: {
        ".claude-plugin/marketplace.json": '{ "name": "acme", "owner": { "name": "Ada" }, "plugins": [] }\n',
      },
    },
    {
      because: "Codex needs no owner",
      files: { ".agents/plugins/marketplace.json": '{ "name": "acme", "plugins": [] }\n' },
    },
    {
      because: "no owner, and plugins by name",
      files: { ".claude-plugin/marketplace.json": '{ "name": "acme", "plugins": {} }\n' },
      reports: ["1:1 The marketplace has no owner.", "1:30 The marketplace's plugins are a map, not a list."],
    },
  ],
});

const WORDS: Readonly<Record<string, string>> = { plugins: "list of plugins" };
