import type { DataMap, DataNode } from "../../model/data.ts";
import { entryOf, valueAt } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { headerProblems, urlProblem } from "./agent-plugins-remote.ts";
import { folderAt, stringAtKeys } from "./plugins.ts";
import type { ServerProblem } from "./server-problem.ts";

const REMOTE = ["type", "url", "headers"];
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  stdio: ["type", "command", "args", "env", "cwd"],
  "streamable-http": REMOTE,
  sse: REMOTE,
};

/**
 * What makes a server of `mcp.json` invalid by Agent Plugins 1.0.0, section 7.2.1;
 * each problem makes clients skip the server.
 */
export function* serverProblems(name: string, at: Range, server: DataNode): Generator<ServerProblem> {
  if (server.kind !== "map") {
    yield { message: `The server "${name}" is a ${server.kind}, not a map.`, at };
    return;
  }
  const type = entryOf(server, "type");
  const kind = stringAtKeys(server, "type") ?? "";
  const fields = Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
  if (!type || !fields) {
    const said = type ? `the type of "${name}" is ${type.value.kind === "string" ? `"${kind}"` : type.value.kind}` : "";
    yield {
      message: type
        ? `A server is of the type stdio, streamable-http or sse; ${said}.`
        : `The server "${name}" has no type.`,
      at: type?.value.range ?? at,
    };
    return;
  }
  for (const { key, keyRange } of server.entries)
    if (!fields.includes(key)) yield { message: `A server of the type ${kind} has no field "${key}".`, at: keyRange };
  yield* kind === "stdio" ? localProblems(name, at, server) : remoteProblems(name, at, server);
}

function* localProblems(name: string, at: Range, server: DataMap): Generator<ServerProblem> {
  const command = valueAt(server, "command");
  const problem = command?.kind === "string" ? commandProblem(command.value) : "has to be a text";
  if (!command) yield { message: `The server "${name}" has no command.`, at };
  else if (problem !== undefined) yield { message: `The command of "${name}" ${problem}.`, at: command.range };
  const args = valueAt(server, "args");
  if (args && (args.kind !== "list" || args.items.some(({ kind }) => kind !== "string")))
    yield { message: `The args of "${name}" have to be a list of texts.`, at: args.range };
  yield* mapOfTexts(name, "env", valueAt(server, "env"));
  for (const variable of ["PLUGIN_ROOT", "PLUGIN_DATA"]) {
    const entry = entryOf(valueAt(server, "env"), variable);
    if (entry) yield { message: `Only the client sets ${variable}.`, at: entry.keyRange };
  }
  const cwd = valueAt(server, "cwd");
  if (cwd && (cwd.kind !== "string" || !isWorkingDirectory(cwd.value)))
    yield {
      message: `The cwd of "${name}" has to start with "./", "\${PLUGIN_ROOT}" or "\${PLUGIN_DATA}" and stay below it.`,
      at: cwd.range,
    };
}

function* remoteProblems(name: string, at: Range, server: DataMap): Generator<ServerProblem> {
  const url = valueAt(server, "url");
  if (!url) yield { message: `The server "${name}" has no url.`, at };
  else {
    const problem = url.kind === "string" ? urlProblem(url.value) : "has to be a text";
    if (problem !== undefined) yield { message: `The url of "${name}" ${problem}.`, at: url.range };
  }
  const headers = valueAt(server, "headers");
  yield* mapOfTexts(name, "headers", headers);
  if (headers?.kind === "map") yield* headerProblems(headers);
}

function* mapOfTexts(name: string, field: string, node: DataNode | undefined): Generator<ServerProblem> {
  if (node && (node.kind !== "map" || node.entries.some(({ value }) => value.kind !== "string")))
    yield { message: `The ${field} of "${name}" has to be a map of texts.`, at: node.range };
}

/**
 * What is wrong with a command, which is a bare name that the system's search finds, or a path from the plugin's root.
 */
function commandProblem(command: string): string | undefined {
  if (command === "") return "is empty";
  if (command.startsWith("./")) return leaves(command) ? "leads out of the plugin" : undefined;
  if (/[/\\]/.test(command)) return `is "${command}", neither a bare name nor a path that starts with "./"`;
  return /\s/.test(command) ? `is "${command}", more than one word; arguments belong into args` : undefined;
}

function isWorkingDirectory(cwd: string): boolean {
  const rest = /^\$\{PLUGIN_(?:ROOT|DATA)\}(?=\/|$)(.*)$/s.exec(cwd)?.[1] ?? (cwd.startsWith("./") ? cwd : undefined);
  return rest !== undefined && !leaves(rest);
}

const leaves = (path: string): boolean => folderAt("", path) === undefined;
