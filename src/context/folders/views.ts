import { folderOf } from "../../inventory/places/layout.ts";
import type { Repository } from "../../model/rule.ts";
import { instructionFiles, type Reader } from "../instruction-files.ts";
import { startFoldersOf } from "./start-folders.ts";
import { isMaterial, treeOf, workingFolders } from "../tree.ts";

/**
 * The folders in which a client reads other instructions than in the folder above, or takes files of a folder of its
 * own, the checked folder first. Work in any other folder begins with what is read in the closest of these.
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
  const own = new Set(
    repository
      .of("skill", "agent", "command", "scoped-instructions")
      .flatMap((artifact) => startFoldersOf(repository, client, artifact)),
  );
  const differs = (folder: string): boolean => own.has(folder) || chainOf(folder) !== chainOf(folderOf(folder));
  return workingFolders(repository).filter(
    (folder) => folder === "" || (!isMaterial(repository, `${folder}/x`) && differs(folder)),
  );
}
