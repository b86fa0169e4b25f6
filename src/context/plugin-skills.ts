import { declaredPaths } from "../inventory/manifests/plugin-paths.ts";
import { folderAt, marketplaceEntries, pluginManifest } from "../inventory/manifests/plugins.ts";
import { folderOf } from "../inventory/places/layout.ts";
import type { DataMap } from "../model/data.ts";
import type { ManifestDialect } from "../clients/plugin-manifests.ts";
import type { Repository } from "../model/rule.ts";

/** Folders that hold skills of the plugin at each root: `skills`, and what its manifests and marketplaces name. */
type Folders = ReadonlyMap<string, ReadonlySet<string>>;

const known = new WeakMap<Repository, Folders>();

/**
 * Whether a skill is one of the plugin at a root: it lies in a folder right below one of those, or is such a folder.
 * Not every SKILL.md below a root is: translations and templates are none (see `claude-code.pluginComponents`).
 */
export function isPluginSkill(repository: Repository, root: string, path: string): boolean {
  let folders = known.get(repository);
  if (!folders) {
    folders = foldersOf(repository);
    known.set(repository, folders);
  }
  const named = folders.get(root);
  const own = folderOf(path);
  const around = folderOf(own);
  return around === joined(root, "skills") || own === root || Boolean(named?.has(around) || named?.has(own));
}

function foldersOf(repository: Repository): Folders {
  const folders = new Map<string, Set<string>>();
  const add = (root: string, data: DataMap, dialect: ManifestDialect): void => {
    for (const { name, value } of declaredPaths(data, dialect)) {
      const at = name === "skills" ? folderAt(root, value) : undefined;
      if (at === undefined) continue;
      const before = folders.get(root);
      if (before) before.add(at);
      else folders.set(root, new Set([at]));
    }
  };
  for (const artifact of repository.of("plugin")) {
    const manifest = pluginManifest(artifact);
    if (manifest) add(manifest.root, manifest.data, manifest.dialect);
  }
  for (const artifact of repository.of("marketplace"))
    for (const { data, folder } of marketplaceEntries(artifact))
      if (folder !== undefined) add(folder, data, "claude-code");
  return folders;
}

const joined = (root: string, name: string): string => (root === "" ? name : `${root}/${name}`);
