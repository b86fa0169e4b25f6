import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { strictObjects } from "../../inventory/manifests/plugin-shapes.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginRequiredKeys = defineArtifactRule({
  id: "plugin/required-keys",
  on: ["plugin", "marketplace"],
  severity: "error",
  summary: "Options, channels, monitors and language servers of a Claude Code plugin have their required keys.",
  why: "Claude Code reads these objects strictly: one without a required key spoils the whole manifest.",
  consequence: "Claude Code does not load the plugin.",
  help: "Add the keys that the message names.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginOptions,
    claudeCodePlugins.pluginChannels,
    claudeCodePlugins.pluginServers,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
  ],

  *check(artifact) {
    for (const { label, shape, node, at } of strictObjects(artifact)) {
      if (node.kind !== "map") {
        yield { message: `${capital(label)} is a ${node.kind}, not a map.`, at: node.range };
        continue;
      }
      const absent = shape.required.filter((key) => !entryOf(node, key));
      if (absent.length > 0)
        yield { message: `${capital(label)} has no ${absent.map((key) => `\`${key}\``).join(", no ")}.`, at };
    }
  },

  examples: [
    {
      because: "an option with its type, title and description",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "userConfig": { "token": { "type": "string", "title": "Token", "description": "For the API", "sensitive": true } } }\n',
      },
    },
    {
      because: "an option without a title",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "userConfig": { "token": { "type": "string", "description": "For the API" } } }\n',
      },
      reports: ['1:32 The option "token" has no `title`.'],
    },
    {
      because: "a language server in a marketplace says for which files it is",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "name": "m", "owner": { "name": "Ada" }, "plugins": [{ "name": "go", "source": "./go", "lspServers": { "go": { "command": "gopls" } } }] }\n',
      },
      reports: ['1:106 The language server "go" has no `extensionToLanguage`.'],
    },
    {
      because: "a channel without its server",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "channels": [{ "displayName": "Chat" }] }\n' },
      reports: ["1:29 The channel has no `server`."],
    },
  ],
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
