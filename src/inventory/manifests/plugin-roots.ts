import type { Client } from "../../model/client.ts";
import { locationIndex } from "../places/location-index.ts";

/**
 * The folders that a manifest declares to be a plugin or a marketplace, by their path without a slash at the end, with
 * the client that they are made for; the empty path is the checked folder.
 */
export type PluginRoots = ReadonlyMap<string, Client | undefined>;

/** A plugin that a folder lies in: how deep its root is, and whom it is made for. */
export interface Plugin {
  readonly depth: number;
  readonly dialect?: Client | undefined;
}

/** A plugin for several clients shows its agents, commands and hooks in the form of the first of these. */
const PREFERRED: readonly Client[] = ["claude-code", "cursor", "copilot", "gemini-cli", "codex"];

/** Folders whose subfolders are plugins even without a manifest: a marketplace may carry what it would say. */
const PLUGIN_FOLDERS: ReadonlySet<string> = new Set(["plugins", "external_plugins"]);

const MANIFEST = /(?:plugin|marketplace|extension)\.json$/;

/** What makes a `plugin.json` beside it one of agents; any other program may use that name too. */
const COMPONENT = /(?<=^|\/)(?:(?:skills|agents|commands|hooks)\/|(?:\.?mcp|hooks)\.json$|SKILL\.md$)/g;

export function pluginRoots(paths: readonly string[]): PluginRoots {
  const roots = new Map<string, Client | undefined>();
  const bare = new Set<string>();
  for (const path of paths) {
    if (!MANIFEST.test(path)) continue;
    const known = locationIndex().manifests.find(({ suffix }) => path === suffix || path.endsWith(`/${suffix}`));
    if (known) declare(roots, above(path, known.suffix), known.dialect);
    else if (path === "plugin.json" || path.endsWith("/plugin.json")) bare.add(above(path, "plugin.json"));
  }
  const unsure = [...bare].some((root) => roots.size === 0 || !isPluginFolder(root));
  for (const path of unsure ? paths : []) {
    for (const { index } of path.matchAll(COMPONENT)) {
      const root = path.slice(0, Math.max(index - 1, 0));
      if (bare.has(root)) declare(roots, root);
    }
  }
  return roots;
}

function declare(roots: Map<string, Client | undefined>, root: string, dialect?: Client): void {
  const known = roots.get(root);
  roots.set(
    root,
    PREFERRED.find((client) => client === known || client === dialect),
  );
}

function above(path: string, suffix: string): string {
  return path.slice(0, Math.max(path.length - suffix.length - 1, 0));
}

function isPluginFolder(path: string): boolean {
  const parent = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
  return PLUGIN_FOLDERS.has(parent.slice(parent.lastIndexOf("/") + 1));
}

/** Says which plugins a folder lies in, outermost first. One that names no client is for whom the one around it is. */
export function pluginsAround(roots: PluginRoots): (folder: string) => readonly Plugin[] {
  const known = new Map<string, readonly Plugin[]>();
  return function around(folder: string): readonly Plugin[] {
    const remembered = known.get(folder);
    if (remembered) return remembered;
    const outer = folder === "" ? [] : around(folder.slice(0, Math.max(folder.lastIndexOf("/"), 0)));
    const isPlugin = roots.has(folder) || isPluginFolder(folder);
    const depth = folder === "" ? 0 : folder.split("/").length;
    const plugins = isPlugin ? [...outer, { depth, dialect: roots.get(folder) ?? outer.at(-1)?.dialect }] : outer;
    known.set(folder, plugins);
    return plugins;
  };
}
