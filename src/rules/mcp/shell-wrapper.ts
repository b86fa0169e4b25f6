import { hasServers, mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { isShell } from "../../inventory/authority/shell-program.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpShellWrapper = defineArtifactRule({
  id: "mcp/shell-wrapper",
  on: WITH_SERVERS,
  where: hasServers,
  severity: "off",
  summary: "An MCP server is started by its own program, not through a shell.",
  why: "A line for a shell can do anything before the server starts, and a reviewer has to read it as code.",
  consequence: "Approving a server by its name approves whatever the line says.",
  help: "Put the line into a script of the repository, and start that.",
  since: "0.1.0",

  *check(artifact) {
    for (const { name, command, args } of mcpServersOf(artifact))
      if (command && isShell(command.value) && args.some(({ value }) => /^(?:-\w*c|\/c|-Command)$/i.test(value)))
        yield { message: `The server "${name}" is a line for ${command.value}.`, at: command.range };
  },

  examples: [
    {
      because: "a program",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "node", "args": ["a.js"] } } }' },
    },
    {
      because: "a line",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "bash", "args": ["-c", "cd a && npm start"] } } }' },
      reports: ['1:37 The server "a" is a line for bash.'],
    },
  ],
});
