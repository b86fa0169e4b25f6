import { type DataForm, NUMBER, TEXT, TRUTH } from "./forms/data-form.ts";
import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs["claude-code"];

/** What Claude Code makes of .mcp.json. */
export const claudeCodeMcp = {
  reservedServers: {
    value: ["workspace", "claude-in-chrome", "computer-use"],
    says: "Claude Code does not load a server of one of these names.",
    ran,
  },
  serverTypes: {
    value: ["stdio", "http", "streamable-http", "sse", "ws", "sdk"],
    says: "Claude Code skips a server of another type, such as those of other clients: local, remote, streamableHttp.",
    ran,
  },
  serverFields: {
    value: ["timeout", "alwaysLoad", "command"],
    says: "Claude Code skips a server whose timeout is no number, whose alwaysLoad is neither true nor false, or whose command is empty.",
    ran,
  },
  serverMap: {
    value: "mcpServers",
    says: "Claude Code loads no server of a file where `mcpServers` is a list, or where the servers stand below `servers`.",
    ran,
  },
} as const satisfies Facts;

/** Fields of a server that other rules do not look at. */
export const CLAUDE_SERVER: DataForm = {
  takes: ["map"],
  keys: { timeout: NUMBER, alwaysLoad: TRUTH, command: { ...TEXT, filled: true } },
};
