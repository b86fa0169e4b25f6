import { COMPONENT_FIELDS } from "../../clients/plugin-components.ts";
import {
  AGENT_PLUGINS_SCHEMA,
  MARKETPLACES,
  type ManifestDialect,
  PLUGIN_MANIFESTS,
} from "../../clients/plugin-manifests.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { type DataMap, type DataNode, valueAt } from "../../model/data.ts";
import { mayBeMalformed } from "../places/loaded-here.ts";
import type { Range } from "../../model/source.ts";

/**
 * A plugin manifest with the folder that its paths start at:
 * POSIX without a slash at the end, empty for the checked folder.
 */
export interface PluginManifest {
  readonly artifact: ArtifactOf<"plugin">;
  readonly root: string;
  readonly dialect: ManifestDialect;
  readonly data: DataMap;
}

/** Reads a manifest; undefined where its text is no JSON object, which other rules report. */
export function pluginManifest(artifact: ArtifactOf<"plugin">): PluginManifest | undefined {
  const { data, path } = artifact;
  // What tests are fed with nobody installs, and much of it is wrong on purpose.
  if (data?.kind !== "map" || mayBeMalformed(path, "")) return undefined;
  const place = PLUGIN_MANIFESTS.find(({ suffix }) => endsWith(path, suffix));
  const schema = stringAtKeys(data, "$schema");
  if (place?.suffix === "plugin.json" && !isOfAgents(data)) return undefined;
  const standard = place?.suffix === "plugin.json" && schema !== undefined && AGENT_PLUGINS_SCHEMA.test(schema);
  return {
    artifact,
    root: place ? above(path, place.suffix) : above(path, path.slice(path.lastIndexOf("/") + 1)),
    dialect: standard ? "agent-plugins" : (place?.dialect ?? "other"),
    data,
  };
}

/**
 * Whether a manifest is one of agents.
 * Any other program may call its manifest `plugin.json`; that of a Grafana plugin lies beside a folder `hooks`.
 */
function isOfAgents(data: DataMap): boolean {
  if (/agent-plugins\.org|open-plugins\.com/.test(stringAtKeys(data, "$schema") ?? "")) return true;
  return (COMPONENT_FIELDS.copilot ?? []).some(({ path }) => valueAt(data, ...path) !== undefined);
}

/**
 * An entry of a marketplace. `folder` is where its plugin lies in the checked folder;
 * absent where it comes from elsewhere.
 */
export interface MarketplaceEntry {
  readonly data: DataMap;
  readonly name?: string;
  readonly at: Range;
  readonly folder?: string;
}

export function marketplaceEntries(artifact: ArtifactOf<"marketplace">): readonly MarketplaceEntry[] {
  const plugins = mayBeMalformed(artifact.path, "") ? undefined : valueAt(artifact.data, "plugins");
  if (plugins?.kind !== "list") return [];
  const root = marketplaceRoot(artifact.path);
  const base = stringAtKeys(artifact.data, "metadata", "pluginRoot") ?? "";
  return plugins.items.flatMap((data) => {
    if (data.kind !== "map") return [];
    const name = valueAt(data, "name");
    const source = localSource(data);
    // To Copilot CLI `./` begins at `pluginRoot`, to Claude Code at the marketplace: `copilot-cli.pluginRoot`.
    const below = source && (artifact.dialect === "copilot" || !source.path.startsWith("./"));
    const folder = source && folderAt(root, below ? `${base}/${source.path}` : source.path);
    return [
      {
        data,
        at: name?.range ?? { start: data.range.start, end: data.range.start + 1 },
        ...(name?.kind === "string" && { name: name.value }),
        ...(folder !== undefined && { folder }),
      },
    ];
  });
}

/** The path of a source in the same repository: `"./x"`, or Codex's `{ source: "local", path: "./x" }`. */
export function localSource(entry: DataMap): { readonly path: string; readonly at: Range } | undefined {
  const source = valueAt(entry, "source");
  const path = source?.kind === "map" && stringAtKeys(source, "source") === "local" ? valueAt(source, "path") : source;
  if (path?.kind !== "string" || isRemote(path.value)) return undefined;
  return { path: path.value, at: path.range };
}

/** `https://…`, `git@host:…`, and Copilot's `OWNER/REPO:PATH`. */
const isRemote = (source: string): boolean => /^[^/]*:/.test(source) || /^[^./][^/]*\/[^/]+:/.test(source);

export function marketplaceRoot(path: string): string {
  const suffix = MARKETPLACES.find((place) => endsWith(path, place));
  return above(path, suffix ?? path.slice(path.lastIndexOf("/") + 1));
}

/** A path below a folder, with `.` and `..` taken out; undefined where it leaves the checked folder. */
export function folderAt(root: string, path: string): string | undefined {
  const way = root === "" ? [] : root.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") way.push(part);
    else if (way.pop() === undefined) return undefined;
  }
  return way.join("/");
}

/** The text at the end of a path of keys; undefined where there is none or it is no text. */
export function stringAtKeys(node: DataNode | undefined, ...keys: readonly string[]): string | undefined {
  const value = valueAt(node, ...keys);
  return value?.kind === "string" ? value.value : undefined;
}

function endsWith(path: string, suffix: string): boolean {
  return path === suffix || path.endsWith(`/${suffix}`);
}

function above(path: string, suffix: string): string {
  return path.slice(0, Math.max(path.length - suffix.length - 1, 0));
}
