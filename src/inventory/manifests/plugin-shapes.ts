import { CHANNEL, LSP_SERVER, MONITOR, type PluginShape, USER_CONFIG } from "../../clients/plugin-shapes.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { type DataMap, type DataNode, valueAt } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { marketplaceEntries, pluginManifest } from "./plugins.ts";

/** A strict object of a Claude Code plugin, called by its place: `the option "token"`. */
export interface Strict {
  readonly label: string;
  readonly shape: PluginShape;
  readonly node: DataNode;
  readonly at: Range;
}

/** The kinds of file that have such objects. */
export const STRICT_KINDS = ["plugin", "marketplace", "language-servers", "monitors"] as const;

/** The strict objects of a manifest, of the entries of a marketplace, and of files of servers and monitors. */
export function* strictObjects(artifact: ArtifactOf<(typeof STRICT_KINDS)[number]>): Generator<Strict> {
  if (artifact.kind === "language-servers" || artifact.kind === "monitors") {
    if (artifact.dialect === "claude-code" && artifact.data) yield* ofFile(artifact.kind, artifact.data);
    return;
  }
  if (artifact.kind === "marketplace") {
    if (artifact.dialect !== "claude-code") return;
    for (const { data } of marketplaceEntries(artifact)) yield* ofManifest(data);
    return;
  }
  const manifest = pluginManifest(artifact);
  if (manifest?.dialect === "claude-code") yield* ofManifest(manifest.data);
}

function* ofFile(kind: "language-servers" | "monitors", data: DataNode): Generator<Strict> {
  if (kind === "language-servers") yield* named(data, "language server", LSP_SERVER);
  else yield* monitorsOf(data);
}

function* ofManifest(data: DataMap): Generator<Strict> {
  yield* named(valueAt(data, "userConfig"), "option", USER_CONFIG);
  for (const channel of listed(valueAt(data, "channels"))) {
    yield { label: "the channel", shape: CHANNEL, node: channel, at: channel.range };
    yield* named(valueAt(channel, "userConfig"), "option", USER_CONFIG);
  }
  for (const node of [valueAt(data, "experimental", "monitors"), valueAt(data, "monitors")]) yield* monitorsOf(node);
  const servers = valueAt(data, "lspServers");
  for (const node of servers?.kind === "list" ? servers.items : [servers])
    yield* named(node, "language server", LSP_SERVER);
}

function* monitorsOf(node: DataNode | undefined): Generator<Strict> {
  for (const monitor of listed(node)) yield { label: "the monitor", shape: MONITOR, node: monitor, at: monitor.range };
}

function* named(node: DataNode | undefined, what: string, shape: PluginShape): Generator<Strict> {
  if (node?.kind !== "map") return;
  for (const { key, keyRange, value } of node.entries)
    yield { label: `the ${what} "${key}"`, shape, node: value, at: keyRange };
}

const listed = (node: DataNode | undefined): readonly DataNode[] => (node?.kind === "list" ? node.items : []);
