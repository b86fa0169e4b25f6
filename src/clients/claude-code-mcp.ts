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
    value: ["workspace", "claude-in-chrome"],
    says: "Claude Code does not load a server of one of these names.",
    ran,
  },
} as const satisfies Facts;
