import { MCP_FORMATS, MCP_ROOT_KEYS, type McpFormat } from "../../clients/mcp-formats.ts";
import type { Artifact } from "../../model/artifact.ts";
import { type DataEntry, type DataMap, type DataNode, type DataString, entryOf } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { mcpFormatOf } from "./mcp-format.ts";
import { mapAt, mapsAt, type Pair, pairsAt, stringAt, stringsAt } from "../texts/text-nodes.ts";

/** An MCP server, whichever client's file declares it. */
export interface McpServer {
  readonly name: string;
  readonly at: Range;
  readonly format: McpFormat;
  readonly node: DataNode;
  /**
   * How the client reaches it: by its `type`, else by what is there. Undefined where neither a command nor a URL is.
   */
  readonly transport?: "stdio" | "http" | "sse";
  readonly type?: DataString;
  readonly command?: DataString;
  readonly args: readonly DataString[];
  readonly url?: DataString;
  readonly env: readonly Pair[];
  readonly headers: readonly Pair[];
}

/** The kinds of artifact that may declare MCP servers. */
export const WITH_SERVERS = ["mcp", "settings", "plugin", "marketplace", "agent", "agent-file"] as const;

const remembered = new WeakMap<Artifact, readonly McpServer[]>();

/** The servers that an artifact declares, in their order; also those under a key that its client does not read. */
export function mcpServersOf(artifact: Artifact): readonly McpServer[] {
  const known = remembered.get(artifact);
  if (known) return known;
  const format = mcpFormatOf(artifact);
  const servers = format ? serverEntries(artifact, format).map((entry) => serverOf(entry, format)) : [];
  remembered.set(artifact, servers);
  return servers;
}

export const hasServers = (artifact: Artifact): boolean => mcpServersOf(artifact).length > 0;

function serverEntries(artifact: Artifact, format: McpFormat): readonly DataEntry[] {
  switch (artifact.kind) {
    case "mcp":
      return ofFile(artifact.data);
    case "settings":
      return (
        mapAt(artifact.data, artifact.dialect === "amp" ? "amp.mcpServers" : MCP_FORMATS[format].rootKey)?.entries ?? []
      );
    case "plugin":
    case "agent-file":
      return format === "gemini-cli" ? numbered(artifact.data) : ofManifest(artifact.data, MCP_FORMATS[format].rootKey);
    case "marketplace":
      return mapsAt(artifact.data, "plugins").flatMap((plugin) => ofManifest(plugin, MCP_FORMATS[format].rootKey));
    case "agent":
      return ofFrontmatter(artifact.frontmatter?.data);
    default:
      return [];
  }
}

/** A manifest has a map of servers, or a list of such maps. */
const ofManifest = (data: DataNode | undefined, key: string): readonly DataEntry[] =>
  mapsAt(data, key).flatMap((map) => (looksLikeServer(map) ? [] : map.entries));

/** Gemini CLI calls the servers in a list of an extension by their numbers. */
function numbered(data: DataNode | undefined): readonly DataEntry[] {
  const servers = entryOf(data, "mcpServers")?.value;
  if (servers?.kind !== "list") return servers?.kind === "map" ? servers.entries : [];
  return servers.items.map((value, index) => ({ key: String(index), keyRange: value.range, value }));
}

/** The keys that should hold servers by name, and hold a list of servers that have none. */
export function serverLists(artifact: Artifact): readonly DataEntry[] {
  const { kind } = artifact;
  if (kind !== "mcp" && kind !== "plugin" && kind !== "marketplace") return [];
  const holders = kind === "marketplace" ? mapsAt(artifact.data, "plugins") : [artifact.data];
  return holders.flatMap((holder) =>
    MCP_ROOT_KEYS.flatMap((key) => entryOf(holder, key) ?? []).filter(
      ({ value }) => value.kind === "list" && value.items.some(looksLikeServer),
    ),
  );
}

function ofFile(data: DataNode | undefined): readonly DataEntry[] {
  for (const key of MCP_ROOT_KEYS) {
    const found = entryOf(data, key);
    if (found && !looksLikeServer(found.value)) return found.value.kind === "map" ? found.value.entries : [];
  }
  return isFlatMap(data) ? data.entries.filter(({ value }) => value.kind === "map") : [];
}

/** The key of an MCP file that should hold servers by name, and holds one itself. */
export const namelessServer = (data: DataNode | undefined): DataEntry | undefined =>
  MCP_ROOT_KEYS.map((key) => entryOf(data, key)).find((entry) => entry !== undefined && looksLikeServer(entry.value));

/** Whether a map is servers by name, since Claude Code's plugins may leave `mcpServers` out. */
export function isFlatMap(data: DataNode | undefined): data is DataMap {
  return data?.kind === "map" && data.entries.some(({ value }) => looksLikeServer(value));
}

const looksLikeServer = (node: DataNode): boolean =>
  ["command", "url", "serverUrl", "httpUrl"].some((key) => stringAt(node, key) !== undefined);

/** `mcpServers` of Claude Code is a list of names and of maps, or one map; `mcp-servers` of Copilot is a map. */
function ofFrontmatter(data: DataMap | undefined): readonly DataEntry[] {
  const node = entryOf(data, "mcpServers")?.value ?? entryOf(data, "mcp-servers")?.value;
  const maps = node?.kind === "list" ? node.items : node ? [node] : [];
  return maps.flatMap((map) => (map.kind === "map" ? map.entries : []));
}

function serverOf({ key: name, keyRange: at, value: node }: DataEntry, format: McpFormat): McpServer {
  const type = stringAt(node, "type");
  const url = stringAt(node, "url") ?? stringAt(node, "httpUrl") ?? stringAt(node, "serverUrl");
  const program = mapAt(node, "command"); // Zed once had { path, args, env }
  const line = stringsAt(node, "command"); // opencode has one list of program and arguments
  const command = stringAt(node, "command") ?? stringAt(program, "path") ?? line[0];
  const transport = transportOf(type?.value, command, url);
  return {
    name,
    at,
    format,
    node,
    ...(transport && { transport }),
    ...(type && { type }),
    ...(command && { command }),
    args: [...line.slice(1), ...stringsAt(program ?? node, "args")],
    ...(url && { url }),
    env: [...pairsAt(node, "env", "environment"), ...pairsAt(program, "env")],
    headers: pairsAt(node, "headers", "http_headers"),
  };
}

function transportOf(type: string | undefined, command: DataString | undefined, url: DataString | undefined) {
  if (command) return "stdio" as const;
  if (!url) return undefined;
  return type === "sse" ? ("sse" as const) : ("http" as const);
}
