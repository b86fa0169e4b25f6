import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { isCopilotOwn, mcpFormatOf } from "../../inventory/manifests/mcp-format.ts";
import { serverLists } from "../../inventory/manifests/mcp-servers.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpServerList = defineArtifactRule({
  id: "mcp/server-list",
  on: ["mcp", "plugin"],
  severity: "warning",
  summary: "MCP servers stand in a map, each below its name.",
  why: "The key of a server is its name: permissions, tools and subagents call it by that. A list has none, and `id` and `name` in a server are no fields of clients.",
  consequence:
    "Gemini CLI calls the servers of an extension 0, 1 and so on; other clients have not been seen to take any.",
  help: 'Make the list a map: `{ "docs": { "command": … } }`.',
  since: "0.1.0",
  sources: [geminiCliFacts.extensionServerList],

  *check(artifact) {
    // What Claude Code and Copilot CLI make of it, mcp/server-shape, mcp/skipped-server and mcp/copilot-server say.
    if (mcpFormatOf(artifact) === "claude-code" || isCopilotOwn(artifact.path)) return;
    for (const { key, keyRange } of serverLists(artifact))
      yield { message: `"${key}" is a list, which gives its servers no names; make it a map.`, at: keyRange };
  },

  examples: [
    {
      because: "a map",
      files: {
        "gemini-extension.json":
          '{ "name": "a", "version": "1.0.0", "mcpServers": { "docs": { "command": "docs" } } }\n',
      },
    },
    {
      because: "lists",
      files: {
        "gemini-extension.json":
          '{ "name": "a", "version": "1.0.0", "mcpServers": [{ "id": "docs", "command": "docs" }] }\n',
        ".vscode/mcp.json": '{ "servers": [{ "name": "docs", "command": "docs" }] }\n',
      },
      reports: [
        '.vscode/mcp.json:1:3 "servers" is a list, which gives its servers no names; make it a map.',
        'gemini-extension.json:1:36 "mcpServers" is a list, which gives its servers no names; make it a map.',
      ],
    },
  ],
});
