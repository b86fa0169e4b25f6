import { UsageError } from "../../model/usage-error.ts";
import type { Git } from "./git.ts";

/** What is in the way of a filter: its programs, and that git refuses a file without it. */
const NONE = ["clean=", "smudge=", "process=", "required=false"];
const OF_REPOSITORY: ReadonlySet<string> = new Set(["local", "worktree"]);

/**
 * Options for a call of git that compares the working tree: filters that the repository's own configuration has are
 * programs, which it would start for each file whose time has changed. Those of the user are the user's.
 * Throws UsageError for one that cannot be left out.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-filterltdrivergtclean, read 2026-11-30.
 */
export function withoutFilters(git: Git): readonly string[] {
  const listed = git.runSync([
    "config",
    "--show-scope",
    "--includes",
    "-z",
    "--name-only",
    "--get-regexp",
    "^filter[.]",
  ]);
  const fields = listed.ok ? listed.output.split("\0") : [];
  const drivers = new Set(
    fields.flatMap((scope, at) =>
      at % 2 === 0 && OF_REPOSITORY.has(scope)
        ? (/^(filter[.].*)[.][^.]*$/s.exec(fields[at + 1] ?? "")?.[1] ?? [])
        : [],
    ),
  );
  // An option ends its name at the first `=`.
  if ([...drivers].some((driver) => driver.includes("=")))
    throw new UsageError("The configuration of this repository has a filter with `=` in its name: take it out.");
  return [...drivers].flatMap((driver) => NONE.flatMap((setting) => ["-c", `${driver}.${setting}`]));
}
