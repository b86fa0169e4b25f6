import { hasType, typeNames } from "../../clients/plugin-field-types.ts";
import { agentPlugin } from "../../inventory/manifests/agent-plugins.ts";
import { agentPluginNameProblem } from "../../inventory/manifests/agent-plugins-name.ts";
import { type DataMap, valueAt } from "../../model/data.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

const TEXTS = ["version", "description", "homepage", "repository", "license"];
const AUTHOR = new Set(["name", "email", "url"]);

export const pluginAgentPluginsManifest = defineArtifactRule({
  id: "plugin/agent-plugins-manifest",
  on: ["plugin"],
  severity: "error",
  summary: "A manifest of the Agent Plugins standard has a valid name and fields of the standard's types.",
  why: "The standard tells clients to refuse a plugin whose manifest breaks its schema in any other way than by a further field.",
  consequence: "Cursor, Codex, Copilot and other clients of the standard refuse the plugin with all its components.",
  help: "Correct the field that the message names.",
  since: "0.1.0",
  decidedBy: "standard",
  sources: [
    {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const plugin = agentPlugin(artifact);
    if (!plugin) return;
    const name = valueAt(plugin.data, "name");
    const problem = name?.kind === "string" ? agentPluginNameProblem(name.value) : undefined;
    if (!name) yield { message: "The plugin has no name.", at: { start: 0, end: 1 } };
    else if (name.kind !== "string") yield { message: "The plugin's name has to be a text.", at: name.range };
    else if (problem !== undefined) yield { message: `The plugin's name ${problem}.`, at: name.range };
    for (const field of TEXTS) yield* wrongType(plugin.data, field, "string");
    yield* wrongType(plugin.data, "keywords", "texts");
    yield* wrongType(plugin.data, "author", "map");
    const author = valueAt(plugin.data, "author");
    for (const { key, keyRange, value } of author?.kind === "map" ? author.entries : []) {
      if (!AUTHOR.has(key)) yield { message: `An author has no field "${key}".`, at: keyRange };
      else if (value.kind !== "string") yield { message: `The author's ${key} has to be a text.`, at: value.range };
    }
  },

  examples: [
    {
      because: "the smallest manifest",
      files: {
        "plugin.json":
          '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "acme.tools" }\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
    },
    {
      because: "capitals in the name, a number as version, and an author with a team",
      files: {
        "plugin.json":
          '{\n  "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",\n  "name": "Acme",\n  "version": 1,\n  "author": { "team": "core" }\n}\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
      reports: [
        "plugin.json:3:11 The plugin's name has other characters than lower-case letters, digits, hyphens and periods.",
        'plugin.json:4:14 The field "version" has to be a text.',
        'plugin.json:5:15 An author has no field "team".',
      ],
    },
    {
      because: "without the standard's $schema it is a manifest of Copilot's",
      files: {
        "plugin.json": '{ "name": "Acme" }\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
    },
  ],
});

function* wrongType(data: DataMap, field: string, type: "string" | "texts" | "map"): Generator<Finding> {
  const value = valueAt(data, field);
  if (value && !hasType(value, [type]))
    yield { message: `The field "${field}" has to be ${typeNames([type])}.`, at: value.range };
}
