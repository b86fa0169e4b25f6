import { hasServers, mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { hostOf } from "../../inventory/authority/url-host.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const EVERYWHERE = /(?<![\w.])0\.0\.0\.0(?![\w.])/;

export const mcpBindAll = defineArtifactRule({
  id: "mcp/bind-all",
  on: WITH_SERVERS,
  where: hasServers,
  severity: "warning",
  summary: "MCP servers on this machine listen to this machine only.",
  why: "A server at 0.0.0.0 answers everybody in the network, and pages in the browser.",
  consequence: "Anyone near can call the server's tools with the user's rights.",
  help: "Write 127.0.0.1.",
  since: "0.1.0",

  *check(artifact) {
    for (const { name, url, args, env } of mcpServersOf(artifact)) {
      const listens = [...args, ...env.map(({ value }) => value)].find(({ value }) => EVERYWHERE.test(value));
      if (listens) yield { message: `The server "${name}" listens on 0.0.0.0.`, at: listens.range };
      else if (url && hostOf(url.value) === "0.0.0.0")
        yield { message: `The server "${name}" is at 0.0.0.0, open to the network.`, at: url.range };
    }
  },

  examples: [
    {
      because: "this machine only",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "args": ["--host", "127.0.0.1"] } } }' },
    },
    {
      because: "every network",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "args": ["--host=0.0.0.0"] } } }' },
      reports: ['1:51 The server "a" listens on 0.0.0.0.'],
    },
  ],
});
