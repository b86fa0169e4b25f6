import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { blobFiles, type Blob, type Blobs } from "./blob-files.ts";
import type { Git } from "./git.ts";

/**
 * A folder of a commit as a checked folder, read from git's objects: what is checked out has no say in them. Empty
 * where the commit has no such folder. `prefix` is the way to it: empty, or with a slash at the end. Throws UsageError
 * where git cannot read the commit: what cannot be read is not what is not there.
 */
export function commitFiles(git: Git, commit: string, prefix: string): Files {
  return blobFiles(git, blobsOf(git, commit, prefix), { partial: false });
}

function blobsOf(git: Git, commit: string, prefix: string): Blobs {
  const below = prefix === "" ? [] : [prefix];
  const listed = git.runSync(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, ...below]);
  if (!listed.ok)
    throw new UsageError(
      `git cannot read the commit ${commit.slice(0, 12)}: ${listed.reason}\nFetch it whole: without \`filter\` at the checkout.`,
    );
  const blobs = new Map<string, Blob>();
  const submodules = new Map<string, string>();
  for (const line of listed.output.split("\0")) {
    const tab = line.indexOf("\t");
    const [mode = "", type, id = ""] = line.slice(0, Math.max(tab, 0)).split(" ");
    const path = line.slice(tab + 1 + prefix.length);
    if (type === "commit") submodules.set(path, id);
    if (type === "blob") blobs.set(path, { id, executable: mode === "100755", link: mode === "120000" });
  }
  return { blobs, submodules };
}
