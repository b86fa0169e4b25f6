import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { blobFiles, type Blob, type Blobs } from "./blob-files.ts";
import type { Git } from "./git.ts";
import { withoutFilters } from "./without-filters.ts";

/**
 * A folder of the index as a checked folder: what the next commit will hold, whatever lies in the working tree.
 * `prefix` is the way to it: empty, or with a slash at the end.
 * Throws UsageError while paths are unmerged, for then there is no next commit.
 */
export function indexFiles(git: Git, prefix: string): Files {
  return blobFiles(git, stagedBlobs(git, prefix), { partial: true });
}

function stagedBlobs(git: Git, prefix: string): Blobs {
  const listed = git.runSync(["ls-files", "--stage", "-z", "--", ...(prefix === "" ? [] : [prefix])]);
  if (!listed.ok) throw new UsageError(`git cannot list what is staged: ${listed.reason}`);
  const blobs = new Map<string, Blob>();
  const submodules = new Map<string, string>();
  for (const line of listed.output.split("\0")) {
    const tab = line.indexOf("\t");
    if (tab === -1) continue;
    const [mode, id = "", stage] = line.slice(0, tab).split(" ");
    const path = line.slice(tab + 1 + prefix.length);
    if (stage !== "0")
      throw new UsageError(
        `"${path}" is in conflict. Resolve it and \`git add\` it; then there is something to check.`,
      );
    if (mode === SUBMODULE) submodules.set(path, id);
    else blobs.set(path, { id, executable: mode === "100755", link: mode === "120000" });
  }
  for (const path of intended(git, blobs, prefix)) blobs.delete(path);
  return { blobs, submodules };
}
const SUBMODULE = "160000";

/** The name that git gives to nothing, by SHA-1 and by SHA-256. */
const EMPTY = new Set([
  "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
  "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
]);

/** Files of `git add --intent-to-add`: they stand empty in the index, and in no commit. */
function intended(git: Git, blobs: ReadonlyMap<string, Blob>, prefix: string): readonly string[] {
  const empty = Array.from(blobs).flatMap(([path, { id }]) => (EMPTY.has(id) ? [prefix + path] : []));
  if (empty.length === 0) return [];
  const added = git.runSync([
    ...withoutFilters(git),
    "diff-files",
    "--name-only",
    "--diff-filter=A",
    "-z",
    "--ignore-submodules=all",
  ]);
  const names = new Set(added.ok ? added.output.split("\0") : []);
  return empty.flatMap((path) => (names.has(path) ? [path.slice(prefix.length)] : []));
}
