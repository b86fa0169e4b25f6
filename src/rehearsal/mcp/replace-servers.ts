import { type McpServer, mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import type { Artifact } from "../../model/artifact.ts";
import { type DataNode, plain } from "../../model/data.ts";
import { parseJson } from "../../syntax/json.ts";
import { parseToml } from "../../syntax/toml.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import { isObject, type Json } from "../../model/json.ts";

/** How a stand-in is started in the place of a server. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

/** A configuration with other servers in it; why it cannot have them. */
export type Replaced = { readonly text: string } | { readonly refused: string };

/** What leads to a server. All else of its entry stays: which tools are on, how long a call may take. */
const LEADS = new Set([
  "args",
  "auth",
  "bearer_token_env_var",
  "command",
  "cwd",
  "env",
  "envFile",
  "env_http_headers",
  "env_vars",
  "environment",
  "headers",
  "headersHelper",
  "http_headers",
  "httpUrl",
  "oauth",
  "serverUrl",
  "tcp",
  "type",
  "url",
]);

/**
 * The text of an artifact with its servers led to stand-ins, in the form of the client that reads it. `launch` has no
 * answer for a server that is to stay what it is. The text is read again before it counts: a server that would still
 * lead elsewhere refuses the file.
 */
export function replaceServers(artifact: Artifact, launch: (name: string) => Launch | undefined): Replaced | undefined {
  const servers = mcpServersOf(artifact).flatMap((server) => {
    const to = launch(server.name);
    return to ? [{ server, entry: entryFor(server, to) }] : [];
  });
  if (servers.length === 0) return undefined;
  const { text } = artifact.source;
  const replaced =
    artifact.syntax === "toml" ? inToml(text, artifact, servers) : inRanges(text, servers, artifact.syntax === "json");
  const read = replaced === undefined ? undefined : readAgain(artifact, replaced, servers);
  if (replaced === undefined || read !== undefined)
    return { refused: read ?? "its servers are not written as tables, such as [mcp_servers.name]" };
  return { text: replaced };
}

interface Entry {
  readonly server: McpServer;
  readonly entry: Json;
}

function entryFor({ format, node }: McpServer, { command, args }: Launch): Json {
  const own = plain(node);
  const kept = isObject(own) ? Object.fromEntries(Object.entries(own).filter(([key]) => !LEADS.has(key))) : {};
  if (format === "opencode") return { ...kept, type: "local", command: [command, ...args] };
  if (format === "copilot") return { tools: ["*"], ...kept, type: "local", command, args };
  return { ...kept, ...(format === "claude-code" || format === "vscode" ? { type: "stdio" } : {}), command, args };
}

/** JSON stands in YAML as well as in JSON. */
function inRanges(text: string, servers: readonly Entry[], json: boolean): string {
  let done = text;
  for (const { server, entry } of servers.toSorted(
    (one, other) => other.server.node.range.start - one.server.node.range.start,
  )) {
    const { start, end } = server.node.range;
    const broken = !json && text.slice(start, end).endsWith("\n") ? "\n" : "";
    done = `${done.slice(0, start)}${JSON.stringify(entry)}${broken}${done.slice(end)}`;
  }
  return done;
}

const HEADER = /^\s*\[\[?\s*("?[\w-]+"?)/;

/** Takes out the tables of all servers, and writes those that there must be behind the rest. */
function inToml(text: string, artifact: Artifact, servers: readonly Entry[]): string | undefined {
  let inside = false;
  const rest = text.split("\n").filter((line) => {
    const header = HEADER.exec(line);
    if (header) inside = header[1]?.replaceAll('"', "") === "mcp_servers";
    return !inside;
  });
  const replaced = new Map(servers.map(({ server, entry }) => [server.name, entry]));
  const all = mcpServersOf(artifact).map(({ name, node }) => {
    const own = replaced.get(name) ?? plain(node);
    return `mcp_servers.${JSON.stringify(name)} = ${isObject(own) ? tomlOf(own) : "{}"}`;
  });
  // Before the first table: behind it they would belong to that.
  const tables = rest.findIndex((line) => HEADER.test(line));
  const at = tables === -1 ? rest.length : tables;
  return [...rest.slice(0, at), ...all, ...rest.slice(at)].join("\n");
}

/** JSON's strings are TOML's; its maps are not. */
function tomlOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlOf).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const pairs = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return `{ ${pairs.map(([key, one]) => `${JSON.stringify(key)} = ${tomlOf(one)}`).join(", ")} }`;
}

/** Why the new text is not what it has to be: it must read as it did, but for the servers. */
function readAgain(artifact: Artifact, text: string, servers: readonly Entry[]): string | undefined {
  const [before, after] = [artifact.source.text, text].map((one) => dataOf(artifact, one));
  if (before === undefined)
    return "it has mistakes, such as a server that stands in it twice; mend what `agent-ci check` tells of it";
  if (after === undefined) return "it cannot be read again with other servers";
  const known = new Map(servers.map(({ server, entry }) => [server.name, JSON.stringify(entry)]));
  const missed = [...known].find(([name, entry]) => !found(after, name).includes(entry));
  if (missed) return `its server ${JSON.stringify(missed[0].slice(0, 60))} is written in a form that is not replaced`;
  return without(before, known) === without(after, known) ? undefined : "more than its servers would change";
}

function dataOf({ syntax }: Artifact, text: string): unknown {
  const parsed =
    syntax === "toml" ? parseToml(text) : syntax === "json" ? parseJson(text, { comments: true }) : yaml(text);
  return parsed.data && parsed.problems.length === 0 ? plain(parsed.data) : undefined;
}

/** The frontmatter of a Markdown file, or the whole of another one. */
function yaml(text: string): { readonly data?: DataNode; readonly problems: readonly unknown[] } {
  const end = text.startsWith("---\n") ? text.indexOf("\n---", 3) : -1;
  return parseYaml(end === -1 ? text : text.slice(4, end + 1));
}

/** Everything under a name, wherever it stands. */
function found(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => found(one, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    ...(key === name ? [JSON.stringify(one)] : []),
    ...found(one, name),
  ]);
}

/** The same text for the same data, whatever the servers are and in which order keys stand. */
const without = (value: unknown, servers: ReadonlyMap<string, string>): string =>
  JSON.stringify(value, (key, one: unknown) => {
    if (servers.has(key)) return "…";
    return isObject(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one;
  });
