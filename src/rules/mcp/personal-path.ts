import { isPersonal, personalPath } from "../../inventory/authority/personal-path.ts";
import { mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const mcpPersonalPath = defineRepositoryRule({
  id: "mcp/personal-path",
  severity: "warning",
  summary: "What starts an MCP server is not in the home of one person.",
  why: "A path such as `/Users/ada/server.js` is on one machine; whoever else opens the repository has the server all the same.",
  consequence: "On every other machine the server does not start, and the agent works without its tools.",
  help: "Name it from the repository, from a variable such as `${HOME}`, or as a package; servers of your own belong into your own settings.",
  since: "0.1.0",
  decidedBy: "repository",

  *check(repository) {
    for (const artifact of repository.of(...WITH_SERVERS)) {
      for (const { name, command, args } of mcpServersOf(artifact)) {
        const found = [command, ...args].find((one) => one && personalPath(one.value) !== undefined);
        if (found && !isPersonal(artifact, repository))
          yield {
            artifact,
            at: found.range,
            message: `The server "${name}" needs "${personalPath(found.value)}", which one machine has.`,
          };
      }
    }
  },

  examples: [
    {
      because: "from the repository, from a variable, and a word for a name",
      files: {
        ".mcp.json":
          '{ "mcpServers": {\n"a": { "command": "node", "args": ["tools/server.js"] },\n"b": { "command": "node", "args": ["${HOME}/server.js"] },\n"c": { "command": "node", "args": ["/Users/username/server.js"] }\n} }',
      },
    },
    {
      because: "in somebody's home: said once for a server",
      files: {
        ".mcp.json":
          '{ "mcpServers": {\n"notes": { "command": "/home/ada/.venv/bin/python", "args": ["/home/ada/notes/server.py"] }\n} }',
      },
      reports: ['2:23 The server "notes" needs "/home/ada/.venv/bin/python", which one machine has.'],
    },
    {
      because: "somebody's home itself",
      files: {
        ".zshrc": "export A=1\n",
        ".mcp.json": '{ "mcpServers": { "notes": { "command": "/home/ada/bin/notes" } } }',
      },
    },
  ],
});
