import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { type DataNode, entryOf, valueAt } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const REFERENCE = /\$\{user_config\.([A-Za-z0-9_-]+)\}/g;

export const pluginUserConfig = defineArtifactRule({
  id: "plugin/user-config",
  on: ["plugin"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "Every option that a plugin's servers name is one that its manifest declares.",
  why: "`${user_config.token}` is filled in from what the user answered; without a declaration nobody asks. In `headersHelper` and in monitors, which are shell commands, options are never filled in.",
  consequence: "Claude Code drops the server or the monitor, or hands it the text as it stands.",
  help: "Declare the option below `userConfig`, and hand it to commands as a variable.",
  since: "0.1.0",
  sources: [claudeCodePlugins.pluginUserConfig],

  *check(artifact) {
    const manifest = pluginManifest(artifact);
    if (manifest?.dialect !== "claude-code") return;
    const { data } = manifest;
    const declared = valueAt(data, "userConfig");
    for (const { name, key, at } of references(valueAt(data, "mcpServers"), "")) {
      if (key === "headersHelper")
        yield { message: `\`headersHelper\` never gets \${user_config.${name}}.`, at, client: "claude-code" };
      else if (!entryOf(declared, name))
        yield { message: `\`userConfig\` declares no "${name}".`, at, client: "claude-code" };
    }
    for (const monitors of [valueAt(data, "monitors"), valueAt(data, "experimental", "monitors")])
      for (const { name, key, at } of references(monitors, ""))
        if (key === "command")
          yield { message: `The command of a monitor never gets \${user_config.${name}}.`, at, client: "claude-code" };
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
    {
      because: "a monitor is a shell command",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "experimental": { "monitors": [{ "name": "a", "description": "d",\n"command": "x ${user_config.k}" }] }, "userConfig": { "k": { "type": "string", "title": "K", "description": "d" } } }\n',
      },
      reports: ["2:12 The command of a monitor never gets ${user_config.k}."],
    },
  ],
});

/** Every reference in the texts below a node, with the key that its text stands under. */
function* references(
  node: DataNode | undefined,
  key: string,
): Generator<{ readonly name: string; readonly key: string; readonly at: Range }> {
  if (node?.kind === "string")
    for (const [, name = ""] of node.value.matchAll(REFERENCE)) yield { name, key, at: node.range };
  else if (node?.kind === "list") for (const item of node.items) yield* references(item, key);
  else if (node?.kind === "map") for (const entry of node.entries) yield* references(entry.value, entry.key);
}
