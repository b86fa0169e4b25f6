import { isObject, type Json, objectOf, objectsOf, parsed, stringOf, without } from "../../model/json.ts";
import type { ServedTool } from "./served.ts";

/** What servers said about themselves, by their names. */
export type McpLock = Readonly<Record<string, LockedTools>>;
export interface LockedTools {
  readonly instructions?: string;
  readonly tools: readonly ServedTool[];
}

const MOST_SERVERS = 100;
const MOST_TOOLS = 10_000;

/** The lock that a text holds; why it holds none. */
export function readMcpLock(text: string): { readonly lock: McpLock } | { readonly problem: string } {
  const json = parsed(text);
  const servers = isObject(json) ? json["servers"] : undefined;
  return isObject(servers) ? lockOf(servers) : { problem: 'it is no JSON with a map "servers"' };
}

/**
 * Tools from a list that somebody recorded: a lock, a map of answers to `tools/list` by the names of servers, or one
 * such answer, with or without the envelope of JSON-RPC, for the server that is named.
 */
export function readToolList(text: string, server?: string): ReturnType<typeof readMcpLock> {
  const json = parsed(text);
  if (Array.isArray(json)) return single({ tools: json }, server);
  if (!isObject(json)) return { problem: "it is no JSON" };
  const answer = isObject(json["result"]) ? json["result"] : json;
  if (Array.isArray(answer["tools"])) return single(answer, server);
  return lockOf(isObject(json["servers"]) ? json["servers"] : json);
}

const single = (answer: Json, server: string | undefined): ReturnType<typeof readMcpLock> =>
  server === undefined
    ? { problem: "it has the tools of one server: name it by --server" }
    : lockOf(Object.fromEntries([[server, answer]]));

function lockOf(servers: Json): ReturnType<typeof readMcpLock> {
  const entries = Object.entries(servers);
  if (entries.length > MOST_SERVERS) return { problem: `it has more than ${MOST_SERVERS} servers` };
  const locked: (readonly [string, LockedTools])[] = [];
  for (const [name, value] of entries) {
    const said = isObject(value) && isObject(value["result"]) ? value["result"] : value;
    if (!isObject(said) || !Array.isArray(said["tools"]))
      return { problem: `the server ${shown(name)} has no list "tools"` };
    const tools = toolsOf(said["tools"]);
    if (typeof tools === "string") return { problem: `${tools} of the server ${shown(name)}` };
    const instructions = stringOf(said["instructions"]);
    locked.push([name, { ...(instructions !== "" && { instructions }), tools }]);
  }
  return { lock: Object.fromEntries(locked) };
}

/** What no model sees of a tool, and what may differ from one answer to the next. */
const UNSEEN = new Set(["_meta", "icons"]);

/** Tools in the order of their names, so that a lock changes only where a tool does; what is wrong with them. */
function toolsOf(all: readonly unknown[]): readonly ServedTool[] | string {
  if (all.length > MOST_TOOLS) return `there are more than ${MOST_TOOLS} tools`;
  const tools = objectsOf(all);
  if (tools.length !== all.length) return "there is a tool that is no object";
  const names = new Set(tools.map(({ name }) => stringOf(name)));
  if (names.has("")) return "there is a tool without a name";
  if (names.size !== tools.length) return "two tools have one name";
  return tools
    .map((tool) => ({
      ...without(tool, UNSEEN),
      name: stringOf(tool["name"]),
      inputSchema: { type: "object", ...objectOf(tool["inputSchema"]) },
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The text of a lock: servers in the order of their names, one tool after the other, ready for a difference. */
export function renderMcpLock(lock: McpLock): string {
  const sorted = Object.entries(lock).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ version: 1, servers: Object.fromEntries(sorted) }, null, 2)}\n`;
}

/** What a lock has that another one has not, tool by tool: `added`, `removed`, `changed`. */
export function lockDifferences(before: McpLock, after: McpLock): readonly string[] {
  const tools = (lock: McpLock): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(lock).flatMap(([server, { instructions = "", tools: all }]) => [
        [server, instructions] as const,
        ...all.map((tool) => [`${server}/${tool.name}`, JSON.stringify(tool)] as const),
      ]),
    );
  const [old, now] = [tools(before), tools(after)];
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((name) => {
    if (!now.has(name)) return [`removed ${name}`];
    if (!old.has(name)) return [`added ${name}`];
    return old.get(name) === now.get(name) ? [] : [`changed ${name}`];
  });
}

const shown = (name: string): string => JSON.stringify(name.slice(0, 60));
