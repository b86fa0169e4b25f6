import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { LSP_SERVER, USER_CONFIG } from "../../clients/plugin-shapes.ts";
import { STRICT_KINDS, strictObjects } from "../../inventory/manifests/plugin-shapes.ts";
import { stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const pluginKeyForms = defineArtifactRule({
  id: "plugin/key-forms",
  on: STRICT_KINDS,
  severity: "error",
  summary:
    "A language server's command is one word, and its file endings start with a period; options have plain names.",
  why: "Claude Code takes the command as the name of a program and checks the form of endings and of option names.",
  consequence: "Claude Code does not load the plugin, or no language server of the file.",
  help: "Put arguments into `args`, write endings as `.go`, and call options by letters, digits and underscores.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginServers,
    claudeCodePlugins.pluginServerFile,
    claudeCodePlugins.pluginOptions,
    { read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } },
  ],

  *check(artifact) {
    for (const { shape, node, at, label } of strictObjects(artifact)) {
      if (shape === USER_CONFIG && !/^the option "[A-Za-z_][A-Za-z0-9_]*"$/.test(label))
        yield { message: `The name of ${label} has other characters than letters, digits and underscores.`, at };
      if (shape !== LSP_SERVER) continue;
      const command = stringAtKeys(node, "command");
      if (command !== undefined && /\s/.test(command) && !command.startsWith("/") && !command.startsWith("${"))
        yield { message: `The command "${command}" has arguments; they belong into \`args\`.`, at };
      const endings = valueAt(node, "extensionToLanguage");
      for (const { key, keyRange } of endings?.kind === "map" ? endings.entries : [])
        if (!key.startsWith(".")) yield { message: `The file ending "${key}" has no period in front.`, at: keyRange };
    }
  },

  examples: [
    {
      because: "the command is one word",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "lspServers": { "go": { "command": "gopls", "args": ["serve"], "extensionToLanguage": { ".go": "go" } } } }\n',
      },
    },
    {
      because: "arguments in the command, and an ending without its period",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "lspServers": { "go": { "command": "gopls serve", "extensionToLanguage": { "go": "go" } } } }\n',
      },
      reports: [
        '1:32 The command "gopls serve" has arguments; they belong into `args`.',
        '1:91 The file ending "go" has no period in front.',
      ],
    },
    {
      because: "a hyphen in the name of an option",
      files: {
        ".claude-plugin/plugin.json":
          '{ "name": "a", "userConfig": { "api-key": { "type": "string", "title": "Key", "description": "The key" } } }\n',
      },
      reports: ['1:32 The name of the option "api-key" has other characters than letters, digits and underscores.'],
    },
  ],
});
