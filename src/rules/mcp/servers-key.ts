import { claudeCodeMcp } from "../../clients/claude-code-mcp.ts";
import { isFlatMap } from "../../inventory/manifests/mcp-servers.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpServersKey = defineArtifactRule({
  id: "mcp/servers-key",
  on: ["mcp"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "Claude Code finds servers in the .mcp.json of a project.",
  why: "It looks below `mcpServers` alone. Visual Studio reads `servers` of a file of the same name, so for its users the file is right; Claude Code finds nothing in it all the same.",
  consequence: "Claude Code starts none of the servers, and `claude doctor` says so.",
  help: "Put the servers below `mcpServers`, too, or take Claude Code out of `clients`.",
  since: "0.1.0",
  yieldsTo: ["file/syntax"],
  sources: [
    claudeCodeMcp.mcpRootKey,
    { read: { url: "https://github.com/anthropics/claude-code/issues/58517", date: "2026-11-30" } },
  ],

  *check({ path, data }) {
    if (!/(?:^|\/)\.mcp\.json$/.test(path) || entryOf(data, "mcpServers")) return;
    const servers = entryOf(data, "servers");
    if (servers?.value.kind === "map" && servers.value.entries.some(({ value }) => value.kind === "map"))
      yield {
        message: 'Claude Code reads "mcpServers", and finds no server below "servers".',
        at: servers.keyRange,
        client: "claude-code",
      };
    else if (data && !isFlatMap(data))
      yield { message: 'There is no "mcpServers".', at: { start: data.range.start, end: data.range.start + 1 } };
  },

  examples: [
    { because: "the key of Claude Code", files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "a" } } }' } },
    {
      because: "the key of Visual Studio",
      files: { ".mcp.json": '{ "servers": { "a": { "type": "stdio", "command": "a" } } }' },
      reports: ['1:3 Claude Code reads "mcpServers", and finds no server below "servers".'],
    },
    {
      because: "nothing at all",
      files: { ".mcp.json": "{}\n" },
      reports: ['1:1 There is no "mcpServers".'],
    },
  ],
});
