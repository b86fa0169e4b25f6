import { USER_CONFIG, USER_CONFIG_TYPES } from "../../clients/plugin-shapes.ts";
import { STRICT_KINDS, strictObjects } from "../../inventory/manifests/plugin-shapes.ts";
import { stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginUnknownKey = defineArtifactRule({
  id: "plugin/unknown-key",
  on: STRICT_KINDS,
  severity: "warning",
  summary:
    "Options, channels, monitors and language servers of a Claude Code plugin have only keys that Claude Code knows.",
  why: "Claude Code reads these objects strictly and refuses a key that it does not know. Newer versions know more keys.",
  consequence:
    "A version of Claude Code that does not know the key does not load the plugin, or what the file is about.",
  help: "Correct the key, or take it out.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } }],

  *check(artifact) {
    for (const { label, shape, node } of strictObjects(artifact)) {
      const known = [...shape.required, ...shape.optional];
      const type = shape === USER_CONFIG ? stringAtKeys(node, "type") : undefined;
      if (type !== undefined && !USER_CONFIG_TYPES.includes(type))
        yield {
          message: `In ${label} Claude Code knows no type "${type}".`,
          at: valueAt(node, "type")?.range ?? node.range,
        };
      for (const { key, keyRange } of node.kind === "map" ? node.entries : []) {
        if (known.includes(key)) continue;
        const meant = nearest(key, known);
        yield {
          message: `In ${label} Claude Code knows no key "${key}"${meant === undefined ? "" : `; it knows "${meant}"`}.`,
          at: keyRange,
        };
      }
    }
  },

  examples: [
    {
      because: "known keys",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "lspServers": { "go": { "command": "gopls", "extensionToLanguage": { ".go": "go" } } } }\n',
      },
    },
    {
      because: "a misspelt key",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "lspServers": { "go": { "command": "gopls", "arg": [], "extensionToLanguage": { ".go": "go" } } } }\n',
      },
      reports: ['1:60 In the language server "go" Claude Code knows no key "arg"; it knows "args".'],
    },
    {
      because: "a type of another format",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "userConfig": { "port": { "type": "integer", "title": "Port", "description": "Where it listens" } } }\n',
      },
      reports: ['1:50 In the option "port" Claude Code knows no type "integer".'],
    },
  ],
});
