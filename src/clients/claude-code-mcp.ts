import { type DataForm, NUMBER, TEXT, TRUTH } from "./forms/data-form.ts";
import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs["claude-code"];

/** What Claude Code makes of .mcp.json. */
export const claudeCodeMcp = {
  mcpRootKey: {
    value: "mcpServers",
    says: "Claude Code reads servers from the map `mcpServers` of .mcp.json, and none from another key or a list.",
    ran,
  },
  mcpServerShape: {
    value: ["command", "args", "env", "url", "timeout"],
    says: "Claude Code skips a server without its command or address, and one whose fields are of another type.",
    ran,
  },
  mcpUrlType: { value: "type", says: "Claude Code skips a server that has an address and no type.", ran },
  mcpTypes: {
    value: ["stdio", "sse", "http", "streamable-http", "ws"],
    says: "Claude Code skips a server of another type.",
    ran,
  },
  mcpReservedNames: {
    value: ["workspace", "claude-in-chrome", "computer-use"],
    says: "Claude Code does not load a server of one of these names.",
    ran,
  },
  mcpServerFields: {
    value: ["timeout", "alwaysLoad", "command"],
    says: "Claude Code skips a server whose timeout is no whole number above 0, whose alwaysLoad is neither true nor false, or whose command is empty.",
    ran,
  },
  mcpProjectDir: {
    value: "CLAUDE_PROJECT_DIR",
    says: "Claude Code does not set CLAUDE_PROJECT_DIR where it reads .mcp.json: the name stays as it is, and the server does not start.",
    ran,
  },
} as const satisfies Facts;

/** Fields of a server that other rules do not look at. */
export const CLAUDE_SERVER: DataForm = {
  takes: ["map"],
  keys: { timeout: { ...NUMBER, whole: true, above: 0 }, alwaysLoad: TRUTH, command: { ...TEXT, filled: true } },
};
