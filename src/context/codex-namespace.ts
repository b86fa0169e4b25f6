import { codexFacts } from "../clients/codex.ts";
import { artifactAt } from "../inventory/artifact-at.ts";
import { folderOf } from "../inventory/places/layout.ts";
import { valueAt } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";
import { folderName } from "./folder-name.ts";

/** The name that Codex puts before a skill's: that of the nearest plugin manifest above it. */
export function codexNamespace(repository: Repository, path: string): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = codexFacts.pluginManifests.value
      .map((name) => artifactAt(repository, "plugin", folder === "" ? name : `${folder}/${name}`))
      .find((manifest) => manifest !== undefined);
    const name = valueAt(found?.data, "name");
    if (found?.data?.kind === "map") {
      const written = name?.kind === "string" ? name.value : "";
      return written.trim() === "" ? folderName(`${folder}/x`) : written;
    }
    if (folder === "") return undefined;
  }
}
