import { codexFacts } from "../clients/codex.ts";
import { folderOf } from "../inventory/places/layout.ts";
import type { ArtifactOf } from "../model/artifact.ts";
import { valueAt } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";
import { folderName } from "./folder-name.ts";

const known = new WeakMap<Repository, ReadonlyMap<string, ArtifactOf<"plugin">>>();

function manifestsOf(repository: Repository): ReadonlyMap<string, ArtifactOf<"plugin">> {
  const before = known.get(repository);
  if (before) return before;
  const found = new Map(repository.of("plugin").map((plugin) => [plugin.path, plugin]));
  known.set(repository, found);
  return found;
}

/** The name that Codex puts before a skill's: that of the nearest plugin manifest above it. */
export function codexNamespace(repository: Repository, path: string): string | undefined {
  const manifests = manifestsOf(repository);
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = codexFacts.pluginManifests.value
      .map((name) => manifests.get(folder === "" ? name : `${folder}/${name}`))
      .find((manifest) => manifest !== undefined);
    const name = valueAt(found?.data, "name");
    if (found?.data?.kind === "map") {
      const written = name?.kind === "string" ? name.value : "";
      return written.trim() === "" ? folderName(`${folder}/x`) : written;
    }
    if (folder === "") return undefined;
  }
}
