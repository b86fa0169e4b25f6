import { agentPlugin } from "../../inventory/manifests/agent-plugins.ts";
import { valueAt } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const FIELDS = [
  "$schema",
  "name",
  "version",
  "description",
  "author",
  "homepage",
  "repository",
  "license",
  "keywords",
  "extensions",
];

export const pluginAgentPluginsFields = defineArtifactRule({
  id: "plugin/agent-plugins-fields",
  on: ["plugin"],
  severity: "warning",
  summary: "A manifest of the Agent Plugins standard has the standard's ten fields and no others.",
  why: "The standard tells clients to report and ignore any other field; what belongs to a client stands in `extensions`.",
  consequence: "Clients of the standard ignore the field.",
  help: "Move the field into `extensions`, below the client's name in reverse-domain form.",
  since: "0.1.0",
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
    if (plugin?.version !== "1.0.0") return;
    for (const { key, keyRange } of plugin.data.entries) {
      if (FIELDS.includes(key)) continue;
      const meant = nearest(key, FIELDS);
      const hint = meant === undefined ? "" : `; it knows "${meant}"`;
      yield { message: `The Agent Plugins standard knows no field "${key}"${hint}.`, at: keyRange };
    }
    const extensions = valueAt(plugin.data, "extensions");
    if (extensions && extensions.kind !== "map")
      yield { message: "The extensions have to be a map.", at: extensions.range };
    for (const { key, keyRange, value } of extensions?.kind === "map" ? extensions.entries : [])
      if (value.kind !== "map") yield { message: `The extension "${key}" has to be a map.`, at: keyRange };
  },

  examples: [
    {
      because: "what belongs to a client stands in extensions",
      files: {
        "plugin.json":
          '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a", "extensions": { "com.example.client": { "rules": "./rules" } } }\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
    },
    {
      because: "fields of one client at the top",
      files: {
        "plugin.json":
          '{\n  "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",\n  "name": "a",\n  "skills": "./skills",\n  "keyword": ["git"]\n}\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
      reports: [
        'plugin.json:4:3 The Agent Plugins standard knows no field "skills".',
        'plugin.json:5:3 The Agent Plugins standard knows no field "keyword"; it knows "keywords".',
      ],
    },
    {
      because: "an extension that is no map",
      files: {
        "plugin.json":
          '{\n  "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",\n  "name": "a",\n  "extensions": { "com.example.client": true }\n}\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
      reports: ['plugin.json:4:19 The extension "com.example.client" has to be a map.'],
    },
  ],
});
