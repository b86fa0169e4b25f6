import { createHash } from "node:crypto";
import { join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { readFile } from "../files/read-file.ts";
import type { Git } from "./git.ts";
import { withoutFilters } from "./without-filters.ts";

/** Paths of the checked folder; a renamed file is gone from one and new at the other. */
export interface ChangedFiles {
  /** The commits that the change stands on: several for one that concludes a merge, none for the first of all. */
  readonly since: readonly string[];
  /** Whether HEAD or the index was looked at, and not the working tree. */
  readonly committed: boolean;
  readonly changed: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
}

/** Of a submodule its pointer counts, whatever `.gitmodules` says of that; nothing in its own folder is looked at. */
const SUBMODULES = "--ignore-submodules=dirty";
const LISTED = ["--raw", "--no-abbrev", "-z", "--no-renames", "--no-relative", "--no-ext-diff", SUBMODULES];

/**
 * What differs from a commit. `committed` looks at HEAD alone; otherwise at the working tree, as far as git knows its
 * files. Throws UsageError where git cannot say.
 */
export async function changedFiles(
  git: Git,
  since: string,
  prefix: string,
  { committed }: Pick<ChangedFiles, "committed">,
): Promise<ChangedFiles> {
  const listed = committed
    ? await git.run(["diff-tree", "-r", ...LISTED, "--end-of-options", since, "HEAD"])
    : await git.run(
        [...withoutFilters(git), "diff", "--no-textconv", ...LISTED, "--end-of-options", since, "--"],
        noAttributes(since),
      );
  if (!listed.ok) throw new UsageError(`git cannot say what changed since ${since}: ${listed.reason}`);
  const differences = parsed(listed.output).filter(({ path }) => path.startsWith(prefix));
  const changed = new Set<string>();
  const gone = new Set<string>();
  for (const one of differences)
    if (!isUntouched(git, one)) (one.status === "D" ? gone : changed).add(one.path.slice(prefix.length));
  return { since: [since], committed, changed, gone };
}

interface Difference {
  readonly path: string;
  readonly status: string;
  /** The blob that it was, where it is a file of the same mode, and nobody has looked into it yet. */
  readonly was: string | undefined;
}

/** https://git-scm.com/docs/git-diff#_raw_output_format, read 2026-12-01. */
function parsed(raw: string): readonly Difference[] {
  const fields = raw.split("\0");
  return fields.flatMap((field, at): readonly Difference[] => {
    if (at % 2 === 1 || at + 1 === fields.length) return [];
    const [before = "", after = "", was = "", is = "", status = ""] = field.split(" ");
    const unseen = status === "M" && before === `:${after}` && before.startsWith(":100") && /^0+$/.test(is);
    return [{ path: fields[at + 1] ?? "", status, was: unseen ? was : undefined }];
  });
}

/**
 * Whether its time alone says that it may have changed: git was told not to write its index, and does not look into it
 * then. What cannot be looked into, such as a pipe in its place, counts as changed.
 */
function isUntouched({ top }: Git, { path, was }: Difference): boolean {
  if (was === undefined) return false;
  const file = readFile(join(top, path));
  if (!file.ok) return false;
  const hash = createHash(was.length === 40 ? "sha1" : "sha256");
  return hash.update(`blob ${file.bytes.length}\0`).update(file.bytes).digest("hex") === was;
}

/**
 * To compare the working tree git would run those filters, too, that a user has and a checked-out `.gitattributes`
 * picks: it reads the attributes of the empty tree, which has one name per kind of hash.
 * https://git-scm.com/docs/git#Documentation/git.txt-GITATTRSOURCE, read 2026-11-25;
 * before git 2.41 it is without effect.
 */
const noAttributes = (commit: string) => ({
  GIT_ATTR_SOURCE:
    commit.length === 40
      ? "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
      : "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
});
