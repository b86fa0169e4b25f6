import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import type { Git } from "./git.ts";
import type { HookedRepository } from "./staged-place.ts";

/** A path of the checked folder that the next commit changes. */
export interface StagedChange {
  readonly path: string;
  /** The commit takes it away; a rename takes away its former path. */
  readonly gone: boolean;
  /** It becomes executable or a link, or is one no longer. */
  readonly mode: boolean;
  /** The commit brings it itself: of one that concludes a merge, none of its parents has it so. */
  readonly own: boolean;
}

/**
 * What the next commit changes of HEAD. `prefix` is the way to the checked folder: empty, or with a slash at its end.
 */
export function stagedChanges(repository: HookedRepository): readonly StagedChange[] {
  const { git, prefix } = repository;
  const own = changesSince(git);
  const others = merged(repository).map((commit) => changesSince(git, commit));
  return Array.from(own.values()).flatMap((one) =>
    one.path.startsWith(prefix)
      ? [{ ...one, path: one.path.slice(prefix.length), own: others.every((other) => other.has(one.path)) }]
      : [],
  );
}

/** The commits that the next one will stand on: HEAD, unless it is the first, and what a merge brings in. */
export function parentsToBe(repository: HookedRepository): readonly string[] {
  const head = repository.git.runSync(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  return head.ok ? [head.output.trim(), ...merged(repository)] : [];
}

/** One in each line: a merge may bring in several branches. */
function merged({ folder }: HookedRepository): readonly string[] {
  const file = join(folder, "MERGE_HEAD");
  return existsSync(file) ? (readFileSync(file, "utf8").match(/^[0-9a-f]{40,64}$/gm) ?? []) : [];
}

/** Since HEAD, or since nothing before the first commit. */
function changesSince(git: Git, commit?: string): ReadonlyMap<string, Omit<StagedChange, "own">> {
  const args = [
    "diff",
    "--cached",
    "--raw",
    "-z",
    "--no-renames",
    "--no-relative",
    "--no-ext-diff",
    "--ignore-submodules=dirty",
  ];
  const listed = git.runSync([...args, ...(commit === undefined ? [] : [commit]), "--"]);
  if (!listed.ok) {
    // Outside of what it takes for a repository `git diff` compares files, and knows nothing of an index.
    const repository = git.runSync(["rev-parse", "--git-dir"]);
    throw new UsageError(`git cannot say what is staged: ${repository.ok ? listed.reason : repository.reason}`);
  }
  const fields = listed.output.split("\0");
  const changes = new Map<string, Omit<StagedChange, "own">>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [before = "", after = "", , , status = ""] = (fields[at] ?? "").split(" ");
    const path = fields[at + 1] ?? "";
    const gone = status === "D";
    changes.set(path, { path, gone, mode: !gone && status !== "A" && before !== `:${after}` });
  }
  return changes;
}
