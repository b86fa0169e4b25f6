import { newAuthority } from "../../inventory/authority/authority.ts";
import { defineChangeRule } from "../../model/rule.ts";

export const authorityNewServer = defineChangeRule({
  id: "authority/new-server",
  severity: "warning",
  summary: "A change that adds an MCP server, or changes what one runs, says so to its reviewers.",
  why: "A server is a program that runs with the user's rights, or an address that the agent sends its work to. People approve it by its name, once.",
  consequence: "Once merged, everybody who approved the name runs the new command.",
  help: "Look up who publishes the server, and what changed between the versions.",
  since: "0.1.0",

  *check(change) {
    for (const { shown, at, place } of newAuthority(change, "server"))
      yield { message: `New in this change: ${shown}.`, at, ...place };
  },

  examples: [
    {
      because: "the same server with another variable, in a folder that moved",
      base: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a" } } }' },
      files: { "x/.mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "K": "v" } } } }' },
    },
    {
      because: "the server's command changed",
      base: { ".mcp.json": '{ "mcpServers": { "a": { "command": "npx", "args": ["a@1.2.3"] } } }' },
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "npx", "args": ["a@1.2.4"] } } }' },
      reports: ['1:19 New in this change: "a" runs "npx a@1.2.4".'],
    },
  ],
});
