import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import type { Artifact } from "../../model/artifact.ts";
import type { McpLock } from "./mcp-lock.ts";
import { type Launch, replaceServers } from "./replace-servers.ts";
import type { ScriptedResult, Served } from "./served.ts";

/** What a scenario says of the servers of its workspace. */
export interface McpScenario {
  readonly lock: McpLock;
  /** By the names of servers. */
  readonly results: Readonly<Record<string, readonly ScriptedResult[]>>;
  /** Servers that start as they are configured, shut in as the agent is. */
  readonly real: readonly string[];
  /** A server without a lock refuses the run. Otherwise it has no tools: a real one never starts for want of a lock. */
  readonly strict: boolean;
}

export interface StandIns {
  /** By path relative to HOME and to the workspace. */
  readonly home: Readonly<Record<string, string>>;
  readonly workspace: Readonly<Record<string, string>>;
  /** The files to which the stand-ins write what they were asked: relative to HOME, by the names of servers. */
  readonly calls: Readonly<Record<string, string>>;
  /** What keeps a run from being what it claims, a sentence each: it must not start then. */
  readonly refused: readonly string[];
}

const FOLDER = ".agent-ci";
/** Wherever HOME is: a workspace that names it would differ from machine to machine. */
const IN_HOME = 'exec "$0" "$HOME/$1" "$HOME/$2"';

/**
 * What a workspace and a HOME need so that stand-ins serve in the place of the configured servers. `program` is the
 * text of the stand-in (`STAND_IN_PROGRAM`), `node` the absolute path of the Node that runs it.
 */
export function standIns(
  artifacts: readonly Artifact[],
  { lock, results, real, strict }: McpScenario,
  { program, node }: { readonly program: string; readonly node: string },
): StandIns {
  const names = [
    ...new Set(artifacts.flatMap((artifact) => mcpServersOf(artifact).map(({ name }) => name))),
  ].toSorted();
  const placed = new Map(
    names.filter((name) => !real.includes(name)).map((name, at) => [name, `${FOLDER}/mcp-${at}.json`]),
  );
  const refused = [
    ...[...placed.keys()]
      .filter((name) => strict && !Object.hasOwn(lock, name))
      .map((name) => `No lock says which tools the server ${quoted(name)} has. Run: agent-ci mcp lock.`),
    ...[...Object.keys(results), ...real]
      .filter((name) => !names.includes(name))
      .map((name) => `The scenario names the server ${quoted(name)}, which no file of the workspace configures.`),
  ];
  const launch = (name: string): Launch | undefined => {
    const file = placed.get(name);
    return file === undefined
      ? undefined
      : { command: "/bin/sh", args: ["-c", IN_HOME, node, `${FOLDER}/stand-in.mjs`, file] };
  };
  const workspace: Record<string, string> = {};
  for (const artifact of artifacts) {
    const replaced = replaceServers(artifact, launch);
    if (!replaced) continue;
    if ("text" in replaced) workspace[artifact.path] = replaced.text;
    else refused.push(`The servers of ${quoted(artifact.path)} cannot be replaced: ${replaced.refused}.`);
  }
  const served = [...placed].map(([name, file]) => [file, JSON.stringify(servedBy(name, lock, results))] as const);
  return {
    home: placed.size === 0 ? {} : { [`${FOLDER}/stand-in.mjs`]: program, ...Object.fromEntries(served) },
    workspace,
    calls: Object.fromEntries([...placed].map(([name, file]) => [name, `${file}.calls`])),
    refused,
  };
}

function servedBy(name: string, lock: McpLock, results: McpScenario["results"]): Served {
  const locked = Object.hasOwn(lock, name) ? lock[name] : undefined;
  const instructions = locked?.instructions;
  return {
    name,
    ...(instructions !== undefined && { instructions }),
    tools: locked?.tools ?? [],
    results: Object.hasOwn(results, name) ? (results[name] ?? []) : [],
  };
}

const quoted = (name: string): string => JSON.stringify(name.slice(0, 100));
