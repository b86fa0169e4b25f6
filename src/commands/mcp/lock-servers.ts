import { join } from "node:path";
import { MCP_LOCK } from "../../context/mcp-lock.ts";
import { readDataFile } from "../../host/files/read-data-file.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { mcpServersOf, type McpServer } from "../../inventory/manifests/mcp-servers.ts";
import { UsageError } from "../../model/usage-error.ts";
import {
  lockDifferences,
  type McpLock,
  readMcpLock,
  readToolList,
  renderMcpLock,
} from "../../rehearsal/mcp/mcp-lock.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { askServers } from "./ask-servers.ts";

interface Asked {
  readonly from?: string;
  readonly server?: string;
  readonly check?: boolean;
  readonly config?: string;
}

/** Writes the lock anew, or says in what it differs. 1 where a server could not be asked, or `check` finds another. */
export async function lockServers(world: World, asked: Asked, folder: string | undefined): Promise<number> {
  const { place, sides } = await openWorkspace(world, folder, asked);
  const repository = await sides.head({ outline: false });
  const servers = new Map<string, McpServer>();
  for (const artifact of repository.artifacts)
    for (const server of mcpServersOf(artifact)) if (!servers.has(server.name)) servers.set(server.name, server);
  const wanted = [...servers.values()].filter(({ name }) => asked.server === undefined || name === asked.server);
  const before = lockIn(repository.source(MCP_LOCK)?.text);
  if (wanted.length === 0 && (asked.from === undefined || asked.server !== undefined))
    throw new UsageError(noServer(asked.server, [...servers.keys()]));
  const found =
    asked.from === undefined
      ? await askServers(world, wanted, repository, place)
      : { lock: recorded(world.cwd, asked.from, asked.server), failed: [] };
  // What nobody configures any more is no server; what could not be asked stays as it was reviewed.
  const kept = Object.entries(before).filter(([name]) => servers.has(name));
  const after: McpLock = Object.fromEntries([...kept, ...Object.entries(found.lock)]);
  const differences = lockDifferences(before, after);
  const lines = [...differences, ...found.failed.map(({ name, why }) => `left ${name} as it is: ${why}`)];
  if (asked.check !== true && differences.length > 0) {
    const refused = writeInside(join(place.top, place.prefix), MCP_LOCK, renderMcpLock(after));
    if (refused !== undefined) throw new UsageError(`Cannot write ${MCP_LOCK}: ${refused}.`);
    lines.push(`wrote ${MCP_LOCK}`);
  } else if (differences.length === 0) lines.push(`${MCP_LOCK} is up to date.`);
  world.out(showLines(lines));
  return found.failed.length > 0 || (asked.check === true && differences.length > 0) ? 1 : 0;
}

/** A lock of what nobody configures would be gone with the next one, and serve nobody until then. */
const noServer = (server: string | undefined, known: readonly string[]): string =>
  server === undefined
    ? "No file configures an MCP server: there is nothing to lock."
    : `No file configures an MCP server ${JSON.stringify(server)}. There is: ${known.join(", ") || "none"}.`;

function lockIn(text: string | undefined): McpLock {
  if (text === undefined) return {};
  const read = readMcpLock(text);
  if ("lock" in read) return read.lock;
  throw new UsageError(`${MCP_LOCK} cannot be read: ${read.problem}. Delete it, and lock again.`);
}

const MOST_BYTES = 16 * 1024 * 1024;

function recorded(cwd: string, file: string, server: string | undefined): McpLock {
  const data = readDataFile(cwd, file, MOST_BYTES);
  if (!data.ok) throw new UsageError(`--from ${file}: ${data.reason}.`);
  const read = readToolList(data.text, server);
  if ("lock" in read) return read.lock;
  throw new UsageError(`--from ${file}: ${read.problem}.`);
}
