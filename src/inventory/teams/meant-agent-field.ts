import { nearest } from "../../model/nearest.ts";
import { deniesTools } from "./denies-tools.ts";

/** Fields of skills and commands, and spellings of other clients, for what Claude Code calls otherwise in agents. */
const MEANT: Readonly<Record<string, string>> = {
  "allowed-tools": "tools",
  allowedTools: "tools",
  "permission-mode": "permissionMode",
  "max-turns": "maxTurns",
  max_turns: "maxTurns",
  "mcp-servers": "mcpServers",
};

/** The field of Claude Code's agents that another was meant to be; undefined of those that it knows. */
export function meantAgentField(field: string, known: readonly string[]): string | undefined {
  if (known.includes(field)) return undefined;
  if (deniesTools(field)) return "disallowedTools";
  return Object.hasOwn(MEANT, field) ? MEANT[field] : nearest(field, known);
}
