import { hasServers, mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { hostOf } from "../../inventory/authority/url-host.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpAllowList = defineArtifactRule({
  id: "mcp/allow-list",
  on: WITH_SERVERS,
  where: hasServers,
  severity: "off",
  summary: "There are no MCP servers but those that are allowed.",
  why: "A server sees what the agent sends, and its tools act with the user's rights. An organisation may want to know each.",
  consequence: "A server runs on every machine that opens the repository, and nobody agreed to it.",
  help: "Take the server out, or list its name in `allowed-servers`, its command line in `allowed-commands` or its host in `allowed-hosts`.",
  since: "0.1.0",
  options: { "allowed-servers": [], "allowed-commands": [], "allowed-hosts": [] },
  optionAliases: { servers: "allowed-servers", commands: "allowed-commands", hosts: "allowed-hosts" },
  loosens: { "allowed-servers": "more", "allowed-commands": "more", "allowed-hosts": "more" },

  *check(artifact, { "allowed-servers": servers, "allowed-commands": commands, "allowed-hosts": hosts }) {
    for (const { name, at, command, args, url } of mcpServersOf(artifact)) {
      const line = [command, ...args].flatMap((word) => word?.value ?? []).join(" ");
      const host = url && hostOf(url.value);
      const allowed = servers.includes(name) || commands.includes(line) || (host !== undefined && hosts.includes(host));
      if (!allowed) yield { message: `The server "${name}" is not allowed here.`, at };
    }
  },

  examples: [
    { because: "no servers", files: { ".mcp.json": '{ "mcpServers": {} }' } },
    {
      because: "a server that nobody allowed",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a" } } }' },
      reports: ['1:19 The server "a" is not allowed here.'],
    },
  ],
});
