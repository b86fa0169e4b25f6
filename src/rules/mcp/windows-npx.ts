import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpWindowsNpx = defineArtifactRule({
  id: "mcp/windows-npx",
  on: ["mcp", "plugin"],
  severity: "off",
  summary: "For colleagues on Windows, npx is started through cmd.",
  why: "On Windows npx is a batch file, which some clients cannot start by its name.",
  consequence: "On Windows the server does not start: “Connection closed”.",
  help: 'Write `"command": "cmd", "args": ["/c", "npx", …]` in a file for Windows.',
  since: "0.1.0",

  *check(artifact) {
    for (const { name, command } of mcpServersOf(artifact))
      if (command?.value === "npx")
        yield { message: `The server "${name}" starts npx by its name.`, at: command.range };
  },

  examples: [
    {
      because: "through cmd",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "cmd", "args": ["/c", "npx", "a@1.0.0"] } } }' },
    },
    {
      because: "by its name",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "npx", "args": ["a@1.0.0"] } } }' },
      reports: ['1:37 The server "a" starts npx by its name.'],
    },
  ],
});
