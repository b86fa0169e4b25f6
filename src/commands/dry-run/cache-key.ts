import { digest } from "../../rehearsal/recordings/digest.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";

/**
 * The key of recordings in a cache: another one as soon as a scenario changes, or what lies beside it. The line above
 * its end names all keys that begin alike, for `restore-keys`.
 */
export async function printCacheKey(world: World, workspace: Workspace): Promise<number> {
  const head = await workspace.sides.head({ outline: false });
  const paths = head.of("scenario").map(({ path }) => path);
  const folders = [...new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/") + 1)))];
  const beside = head.paths.flatMap(({ path, link }) =>
    link === undefined && folders.some((folder) => path.startsWith(folder)) ? [path] : [],
  );
  const parts = [...new Set([...paths, ...beside])]
    .toSorted()
    .map((path) => `${path}\0${head.source(path)?.text ?? ""}`);
  const key = `agent-ci-recordings-1-${digest(parts.join("\0"), 20)}`;
  world.out(`${key}\n`);
  world.give?.("cache-key", key);
  return 0;
}
