import { hasServers, mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { hostOf, isLoopback } from "../../inventory/authority/url-host.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpHttps = defineArtifactRule({
  id: "mcp/https",
  on: WITH_SERVERS,
  where: hasServers,
  severity: "warning",
  summary: "MCP servers on other machines are reached over HTTPS.",
  why: "Over plain HTTP everybody on the way reads the tokens and can put words into the tools' answers. Agent Plugins forbids it.",
  consequence: "Tokens leak, and whoever sits in the network speaks to the agent.",
  help: "Write https://.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/agentplugins/agent-plugins-spec/blob/3bf662830391e77bbb1751e3ca0d1be50872e945/spec/1.0.0.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    for (const { name, url, format } of mcpServersOf(artifact)) {
      if (!url || format === "agent-plugins" || !/^(?:http|ws):\/\//i.test(url.value)) continue;
      const host = hostOf(url.value);
      if (host !== undefined && !isLoopback(host))
        yield { message: `The server "${name}" is reached without encryption, at "${host}".`, at: url.range };
    }
  },

  examples: [
    {
      because: "encrypted, or on this machine",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "type": "http", "url": "https://b.c/mcp" }, "b": { "type": "http", "url": "http://127.0.0.1:3000" } } }',
      },
    },
    {
      because: "plain HTTP to another machine",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "type": "http", "url": "http://b.example/mcp" } } }' },
      reports: ['1:49 The server "a" is reached without encryption, at "b.example".'],
    },
  ],
});
