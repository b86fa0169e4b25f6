import { folderOf } from "../inventory/places/layout.ts";
import type { Repository } from "../model/rule.ts";
import { instructionFiles, type Reader } from "./instruction-files.ts";
import { isMaterial, treeOf, workingFolders } from "./tree.ts";

/**
 * The folders in which a client reads other instructions than in the folder above, the checked folder first. Work in
 * any other folder begins with what is read in the closest of these.
 */
export function viewFolders(repository: Repository, client: Reader): readonly string[] {
  const tree = treeOf(repository);
  const chains = new Map<string, string>();
  const chainOf = (folder: string): string => {
    const known = chains.get(folder);
    if (known !== undefined) return known;
    const files = instructionFiles(repository, client, folder);
    const chain = files.flatMap((path) => tree.at(path)?.path ?? []).join("\0");
    chains.set(folder, chain);
    return chain;
  };
  return workingFolders(repository).filter(
    (folder) =>
      folder === "" || (!isMaterial(repository, `${folder}/x`) && chainOf(folder) !== chainOf(folderOf(folder))),
  );
}
