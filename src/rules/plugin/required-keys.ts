import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { STRICT_KINDS, strictObjects } from "../../inventory/manifests/plugin-shapes.ts";
import type { Kind } from "../../model/artifact.ts";
import { type DataNode, entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginRequiredKeys = defineArtifactRule({
  id: "plugin/required-keys",
  on: STRICT_KINDS,
  severity: "error",
  summary: "Options, channels, monitors and language servers of a Claude Code plugin have their required keys.",
  why: "Claude Code reads these objects strictly: one without a required key spoils the whole manifest, or the whole .lsp.json.",
  consequence: "Claude Code does not load the plugin, or none of what the file is about.",
  help: "Add the keys that the message names.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginOptions,
    claudeCodePlugins.pluginChannels,
    claudeCodePlugins.pluginServers,
    claudeCodePlugins.pluginServerFile,
    claudeCodePlugins.pluginMonitorFile,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
  ],

  *check(artifact) {
    const form = FORMS[artifact.kind];
    if (form && artifact.dialect === "claude-code" && artifact.data && artifact.data.kind !== form.kind)
      yield { message: `${form.file} is a ${form.kind}, not a ${artifact.data.kind}.`, at: artifact.data.range };
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
      because: "a file of language servers of which one says nothing of its files, and one outside of a plugin",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "a" }\n',
        ".lsp.json":
          '{ "go": { "command": "gopls", "extensionToLanguage": { ".go": "go" } }, "ts": { "command": "tsls" } }\n',
        "docs/.lsp.json": '{ "ts": { "command": "tsls" } }\n',
      },
      reports: ['.lsp.json:1:73 The language server "ts" has no `extensionToLanguage`.'],
    },
    {
      because: "a manifest of language servers in the place of its content",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "a" }\n',
        ".lsp.json": '{ "lspServers": {} }\n',
      },
      reports: ['.lsp.json:1:3 The language server "lspServers" has no `command`, no `extensionToLanguage`.'],
    },
    {
      because: "monitors as a map, and one without a description",
      files: {
        "p/.claude-plugin/plugin.json": '{ "name": "p" }\n',
        "p/monitors/monitors.json": '{ "log": "tail -f log" }\n',
        "q/.claude-plugin/plugin.json": '{ "name": "q" }\n',
        "q/monitors/monitors.json": '[{ "name": "log", "command": "tail -f log" }]\n',
      },
      reports: [
        "p/monitors/monitors.json:1:1 A file of monitors is a list, not a map.",
        "q/monitors/monitors.json:1:2 The monitor has no `description`.",
      ],
    },
    {
      because: "a channel without its server",
      files: { ".claude-plugin/plugin.json": '{ "name": "a", "channels": [{ "displayName": "Chat" }] }\n' },
      reports: ["1:29 The channel has no `server`."],
    },
  ],
});

/** What a file holds that is nothing but such objects. */
const FORMS: Readonly<Partial<Record<Kind, { readonly file: string; readonly kind: DataNode["kind"] }>>> = {
  "language-servers": { file: "A file of language servers", kind: "map" },
  monitors: { file: "A file of monitors", kind: "list" },
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
