import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { userOptions } from "../../inventory/manifests/user-options.ts";
import { entryOf, valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginUserConfig = defineArtifactRule({
  id: "plugin/user-config",
  on: ["plugin"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "Every option that a plugin's servers name is one that its manifest declares.",
  why: "`${user_config.token}` is filled in from what the user answered; without a declaration nobody asks. In `headersHelper`, which is a shell command, options are never filled in.",
  consequence: "Claude Code drops the server, or hands it the text as it stands.",
  help: "Declare the option below `userConfig`, and hand it to commands as a variable.",
  since: "0.1.0",
  sources: [claudeCodePlugins.pluginUserConfig],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (manifest?.dialect !== "claude-code") return;
    const { data } = manifest;
    const declared = valueAt(data, "userConfig");
    for (const { name, key, at } of userOptions(valueAt(data, "mcpServers"))) {
      if (key === "headersHelper")
        yield { message: `\`headersHelper\` never gets \${user_config.${name}}.`, at, client: "claude-code" };
      else if (!entryOf(declared, name))
        yield { message: `\`userConfig\` declares no "${name}".`, at, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "an option that is declared",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "mcpServers": { "x": { "command": "x", "env": { "K": "${user_config.k}" } } }, "userConfig": { "k": { "type": "string", "title": "K", "description": "d" } } }\n',
      },
    },
    {
      because: "one that nobody is asked for",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "mcpServers": { "x": { "command": "x",\n"args": ["${user_config.k}"] } } }\n',
      },
      reports: ['2:10 `userConfig` declares no "k".'],
    },
  ],
});
