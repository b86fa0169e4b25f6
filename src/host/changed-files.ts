import { UsageError } from "../model/usage-error.ts";
import type { Git } from "./git.ts";

/** Paths of the checked folder; a renamed file is gone from one and new at the other. */
export interface ChangedFiles {
  readonly since: string;
  readonly changed: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
}

const LISTED = ["--name-status", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--ignore-submodules=all"];

/**
 * What differs from a commit. `committed` looks at HEAD alone; otherwise at the working tree too, with files that git does not
 * know yet. Throws UsageError where git cannot say.
 */
export async function changedFiles(
  git: Git,
  since: string,
  prefix: string,
  { committed }: { readonly committed: boolean },
): Promise<ChangedFiles> {
  const listed = committed
    ? await git.run(["diff-tree", "-r", ...LISTED, "--end-of-options", since, "HEAD"])
    : await git.run(["diff", "--no-textconv", ...LISTED, "--end-of-options", since, "--"], await noAttributes(git));
  const others = committed
    ? undefined
    : await git.run(["ls-files", "--others", "--exclude-standard", "--full-name", "-z"]);
  const failed = [listed, others].find((one) => one?.ok === false);
  if (failed?.ok === false) throw new UsageError(`git cannot say what changed since ${since}: ${failed.reason}`);
  const changed = new Set<string>();
  const gone = new Set<string>();
  const fields = listed.ok ? listed.output.split("\0") : [];
  for (let at = 0; at + 1 < fields.length; at += 2)
    for (const path of below(prefix, fields[at + 1])) (fields[at] === "D" ? gone : changed).add(path);
  for (const one of others?.ok ? others.output.split("\0") : [])
    for (const path of below(prefix, one)) changed.add(path);
  return { since, changed, gone };
}

const below = (prefix: string, path = ""): readonly string[] =>
  path !== "" && path.startsWith(prefix) ? [path.slice(prefix.length)] : [];

/**
 * To compare the working tree git would run the filters that a checked-out `.gitattributes` picks: it reads those of an empty
 * tree. https://git-scm.com/docs/git#Documentation/git.txt-GITATTRSOURCE, read 2026-11-25; before git 2.41 it is without effect.
 */
async function noAttributes(git: Git): Promise<Readonly<Record<string, string>>> {
  const empty = git.runSync(["hash-object", "-t", "tree", "--stdin"]);
  return empty.ok ? { GIT_ATTR_SOURCE: empty.output.trim() } : {};
}
