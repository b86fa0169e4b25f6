import { folderOf, layoutOf, pathFrom } from "../inventory/places/layout.ts";
import type { Repository } from "../model/rule.ts";

/** Where a path in a client's configuration leads, if nothing is there; of paths that lead out nobody can say. */
export function missingNamedFile(repository: Repository, config: string, named: string): string | undefined {
  if (/^[/~]|^[A-Za-z]:|\$/.test(named)) return undefined;
  const path = pathFrom(folderOf(config), named);
  return path !== undefined && layoutOf(repository).has(path) ? undefined : (path ?? named);
}
