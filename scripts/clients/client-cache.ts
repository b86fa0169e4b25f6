import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { findOnPath, isExecutable } from "./find-on-path.ts";
import type { Client } from "./recipes.ts";

export interface Installed {
  /** Absolute path of the program. */
  readonly path: string;
  readonly version: string;
}

/** The folder outside every clone that keeps the clients of this user. */
export function clientCache(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const chosen = env["AGENT_CI_CLIENTS"];
  if (chosen) return resolve(chosen);
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "agent-ci-clients");
}

/** Where a client is or will be; a folder of that name is complete, for it gets its name last. */
export function clientFolder(client: Client): string {
  return join(clientCache(), `${client.name}@${client.version}`);
}

/** A client that is ready to run, or undefined; downloads nothing. */
export function findInstalled(client: Client): Installed | undefined {
  const onPath = client.onPath === undefined ? undefined : findOnPath(client.onPath);
  if (onPath !== undefined) return { path: onPath, version: "of this machine" };
  const path = join(clientFolder(client), client.program);
  return isExecutable(path) ? { path, version: client.version } : undefined;
}
