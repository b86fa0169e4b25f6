import { AGENT_PLUGINS_VERSIONS } from "../../clients/plugin-manifests.ts";
import { pluginManifest, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginAgentPluginsVersion = defineArtifactRule({
  id: "plugin/agent-plugins-version",
  on: ["plugin"],
  severity: "warning",
  summary: "The `$schema` of a manifest of the Agent Plugins standard names a released version.",
  why: "A client chooses its rules by this address and refuses a plugin whose version it does not support.",
  consequence: "Clients refuse the plugin, or do not take it for one of the standard.",
  help: "Write `https://agent-plugins.org/schemas/1.0.0/plugin.schema.json`.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://docs.github.com/en/copilot/reference/plugin-and-marketplace-reference",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    const data = pluginManifest(artifact)?.data;
    const schema = stringAtKeys(data, "$schema");
    if (schema === undefined || !/agent-plugins\.org|open-plugins\.com/.test(schema)) return;
    const at = valueAt(data, "$schema")?.range ?? { start: 0, end: 1 };
    if (!AGENT_PLUGINS_VERSIONS.some((one) => schema === `https://agent-plugins.org/schemas/${one}/plugin.schema.json`))
      yield { message: `"${schema}" is no address of a released schema.`, at };
  },

  examples: [
    {
      because: "the address of version 1.0.0",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
    },
    {
      because: "a version that there is not",
      files: {
        "plugin.json": '{ "$schema": "https://agent-plugins.org/schemas/0.9.0/plugin.schema.json", "name": "a" }\n',
        "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
      },
      reports: [
        'plugin.json:1:14 "https://agent-plugins.org/schemas/0.9.0/plugin.schema.json" is no address of a released schema.',
      ],
    },
  ],
});
