import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import type { Git } from "./git.ts";
import type { HookedRepository } from "./staged-place.ts";

/** A path of the checked folder that the next commit changes. */
export interface StagedChange {
  readonly path: string;
  /** The commit takes it away; a rename takes away its former path. */
  readonly gone: boolean;
}

/**
 * What the next commit changes itself: of one that concludes a merge, what it has from none of its parents. `prefix` is
 * the way to the checked folder: empty, or with a slash at its end.
 */
export function stagedChanges({ git, folder, prefix }: HookedRepository): readonly StagedChange[] {
  const own = changesSince(git);
  const other = existsSync(join(folder, "MERGE_HEAD")) ? changesSince(git, "MERGE_HEAD") : undefined;
  return Array.from(own).flatMap(([path, gone]) =>
    path.startsWith(prefix) && (!other || other.has(path)) ? [{ path: path.slice(prefix.length), gone }] : [],
  );
}

/** Since HEAD, or since nothing before the first commit. */
function changesSince(git: Git, commit?: string): ReadonlyMap<string, boolean> {
  const args = ["diff", "--cached", "--name-status", "-z", "--no-renames", "--no-relative", "--no-ext-diff"];
  const listed = git.runSync([...args, ...(commit === undefined ? [] : [commit]), "--"]);
  if (!listed.ok) throw new UsageError(`git cannot say what is staged: ${listed.reason}`);
  const fields = listed.output.split("\0");
  const changes = new Map<string, boolean>();
  for (let at = 0; at + 1 < fields.length; at += 2) changes.set(fields[at + 1] ?? "", fields[at] === "D");
  return changes;
}
