import { basename, join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { readInside } from "../files/read-file.ts";
import type { HookedRepository } from "./staged-place.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Whether what is added now is there for the next commit as well: `git commit <file>` works on an index that is thrown
 * away, and has already written the one that comes after it.
 */
export const canStage = (env: Env): boolean => !basename(env["GIT_INDEX_FILE"] ?? "").startsWith("next-index-");

/** Whether a file lies in the working tree as it is staged, byte for byte. */
export function isFullyStaged({ top, prefix }: HookedRepository, path: string, staged: Uint8Array): boolean {
  const lying = readInside(join(top, prefix), path);
  return lying.ok && Buffer.from(staged).equals(lying.bytes);
}

/** Stages files again that were changed. Throws UsageError with git's words. */
export function stageAgain({ git, prefix }: HookedRepository, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const added = git.runSync(["add", "--", ...paths.map((path) => prefix + path)]);
  if (!added.ok) throw new UsageError(`git cannot stage what was fixed: ${added.reason}`);
}
