import { fixtureOf } from "../../checks/rehearsal/fixture-of.ts";
import { findAgent } from "../../host/sandbox/find-agent.ts";
import { findGround } from "../../host/sandbox/find-ground.ts";
import { layOutWorkspace } from "../../host/sandbox/lay-out-workspace.ts";
import { askServer } from "../../host/mcp/ask-server.ts";
import type { McpServer } from "../../inventory/manifests/mcp-servers.ts";
import type { Repository } from "../../model/rule.ts";
import { UsageError } from "../../model/usage-error.ts";
import { type LockedTools, type McpLock, readToolList } from "../../rehearsal/mcp/mcp-lock.ts";
import { type ServerStart, serverStart } from "../../rehearsal/mcp/server-start.ts";
import { refuseLock } from "../../rehearsal/refusal/refuse-lock.ts";
import type { WorkPlace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";

export interface AskedServers {
  readonly lock: McpLock;
  readonly failed: readonly { readonly name: string; readonly why: string }[];
}

/**
 * Asks each server for its tools, shut in, one after the other, in a copy of the folder.
 * Throws UsageError where nothing of the checkout may be started at all.
 */
export async function askServers(
  world: World,
  servers: readonly McpServer[],
  repository: Repository,
  { top, files }: Pick<WorkPlace, "top" | "files">,
): Promise<AskedServers> {
  const refusal = refuseLock(world.env);
  if (refusal !== undefined) throw new UsageError(refusal);
  const untrusted = top === "/" ? [] : [top];
  const ground = await findGround(world.env, untrusted);
  const fixture = fixtureOf({ path: FOLDER, workspace: { folder: "", files: {}, git: false } }, repository, files);
  const locked: (readonly [string, LockedTools])[] = [];
  const failed: AskedServers["failed"][number][] = [];
  for (const server of servers) {
    const { name } = server;
    const fail = (why: string): void => void failed.push({ name, why });
    const planned = serverStart(server, "");
    if ("refused" in planned) {
      fail(`${planned.refused}. Record its tools/list, and run: agent-ci mcp lock --from <file> --server ${name}`);
      continue;
    }
    const agent = findAgent([planned.command], world.env, untrusted);
    if (!agent) {
      fail(`there is no ${planned.command} on PATH`);
      continue;
    }
    const laid = layOutWorkspace(fixture, undefined);
    try {
      const start = (workspace: string) => startIn(server, agent.program, workspace);
      const place = { workspace: laid.workspace, home: laid.home, visible: agent.visible, hidden: untrusted };
      const said = await askServer(ground, start, place);
      if (!said.ok) fail(said.reason);
      else {
        const read = readToolList(said.text, name);
        if ("lock" in read) locked.push(...Object.entries(read.lock));
        else fail(read.problem);
      }
    } finally {
      laid.remove();
    }
  }
  return { lock: Object.fromEntries(locked), failed };
}

/** No server reads what is locked of it. */
const FOLDER = ".agent-ci/lock";

function startIn(
  server: McpServer,
  program: string,
  workspace: string,
): Exclude<ServerStart, { readonly refused: string }> {
  const started = serverStart(server, workspace);
  if ("refused" in started) throw new UsageError(started.refused); // it was planned before, and is the same
  return program.startsWith("./") ? started : { ...started, command: program };
}
