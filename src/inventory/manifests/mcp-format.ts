import type { McpFormat } from "../../clients/mcp-formats.ts";
import type { Artifact } from "../../model/artifact.ts";
import { mapAt, stringAt } from "../texts/text-nodes.ts";

/** The canonical identifier of the mcp.json of Agent Plugins. */
const AGENT_PLUGINS = /^https:\/\/agent-plugins\.org\/schemas\//;

/** The form that an artifact's MCP servers have; undefined for what holds none. */
export function mcpFormatOf(artifact: Artifact): McpFormat | undefined {
  const { kind, dialect, path } = artifact;
  switch (kind) {
    case "mcp":
      if (AGENT_PLUGINS.test(stringAt(artifact.data, "$schema")?.value ?? "")) return "agent-plugins";
      if (/(?:^|\/)\.vscode\/mcp\.json$/.test(path)) return "vscode";
      if (dialect === "cursor" || dialect === "copilot") return dialect;
      // Visual Studio's .mcp.json has `servers`; Claude Code takes no other file of a plugin.
      if (dialect !== "claude-code" || !/(?:^|\/)\.mcp\.json$/.test(path)) return "other";
      return mapAt(artifact.data, "servers") && !mapAt(artifact.data, "mcpServers") ? "other" : dialect;
    case "settings":
      if (dialect === "codex" || dialect === "gemini-cli" || dialect === "opencode" || dialect === "zed")
        return dialect;
      return dialect === "amp" || dialect === "windsurf" ? "other" : undefined;
    case "plugin":
      return dialect === "gemini-cli" || dialect === "claude-code" ? dialect : "other";
    case "marketplace":
      return dialect === "claude-code" ? dialect : "other";
    case "agent":
      return dialect === undefined || dialect === "claude-code" ? "claude-code" : "other";
    case "agent-file":
      return dialect === "codex" ? "codex" : "other";
    default:
      return undefined;
  }
}

/** Whether Copilot CLI alone reads a file of servers: `mcp/copilot-server` says what it skips there. */
export const isCopilotOwn = (path: string): boolean => /(?:^|\/)\.github\/mcp\.json$/.test(path);
