import { claudeCodeFacts } from "../clients/claude-code.ts";
import { list, Mismatch, object, optional, readJson, recordOf, string, type Read } from "../model/read-value.ts";
import type { Repository } from "../model/rule.ts";
import type { Loaded } from "./loaded.ts";

/** Where a repository keeps what its MCP servers said about their tools: nothing is started to find out. */
export const MCP_LOCK = ".agent-ci/mcp.lock.json";

export interface LockedServer {
  readonly name: string;
  readonly instructions: string;
  readonly tools: readonly LockedTool[];
}
interface LockedTool {
  readonly name: string;
  readonly description: string;
  /** Name, description and input schema as the model gets them. */
  readonly text: string;
}

interface ReadLock {
  /** In the order of their names; none where the lock cannot be read. */
  readonly servers: readonly LockedServer[];
  /** Why it cannot. */
  readonly problem?: string;
}

/** What a repository keeps of its servers; nothing where there is no lock. */
export function readLock(repository: Repository): ReadLock {
  const text = repository.source(MCP_LOCK)?.text;
  if (text === undefined) return { servers: [] };
  try {
    const servers = Object.entries(lock(readJson(text), "").servers)
      .map(([name, { instructions = "", tools }]) => ({ name, instructions, tools }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return { servers };
  } catch (error) {
    if (error instanceof Mismatch) return { servers: [], problem: error.message };
    throw error;
  }
}

export const lockedServers = (repository: Repository): readonly LockedServer[] => readLock(repository).servers;

const tool: Read<LockedTool> = (value, at) => {
  const { name } = object({ name: string })(value, at);
  const { description = "", inputSchema = {} } = optional({
    description: string,
    inputSchema: (schema: unknown) => schema,
  })(value, at);
  return { name, description, text: `${JSON.stringify({ name, description, inputSchema })}\n` };
};
const server: Read<{ readonly tools: readonly LockedTool[]; readonly instructions?: string }> = (value, at) => ({
  ...object({ tools: list(tool) })(value, at),
  ...optional({ instructions: string })(value, at),
});
const lock = object({ servers: recordOf(server) });

/**
 * What clients load of the locked servers. Every client describes the tools of its servers to the model;
 * whose servers they are, the lock does not say.
 */
export function mcpTools(repository: Repository): readonly Loaded[] {
  return lockedServers(repository).map(({ instructions, tools }) => ({
    when: "always",
    kind: "mcp-tools",
    path: MCP_LOCK,
    text: [instructions, ...tools.map((one) => one.text)].join("\n"),
    source: claudeCodeFacts.mcpTools,
  }));
}
