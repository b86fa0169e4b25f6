import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { blobFiles, type Blob, type Blobs } from "./blob-files.ts";
import type { Git } from "./git.ts";

/**
 * A folder of a commit as a checked folder, read from git's objects; empty where the commit has no such folder.
 * `prefix` is the way to it: empty, or with a slash at the end. Throws UsageError where git cannot read the commit.
 */
export function commitFiles(git: Git, commit: string, prefix: string): Files {
  const tree = prefix === "" ? commit : `${commit}:${prefix.slice(0, -1)}`;
  const isThere = git.runSync(["rev-parse", "--verify", "--quiet", "--end-of-options", tree]).ok;
  return blobFiles(git, isThere ? blobsOf(git, tree) : { blobs: new Map(), submodules: [] }, { partial: false });
}

function blobsOf(git: Git, tree: string): Blobs {
  const listed = git.runSync(["ls-tree", "-r", "-z", "--end-of-options", tree]);
  if (!listed.ok) throw new UsageError(`git cannot list the files of ${tree}: ${listed.reason}`);
  const blobs = new Map<string, Blob>();
  const submodules: string[] = [];
  for (const line of listed.output.split("\0")) {
    const tab = line.indexOf("\t");
    const [mode = "", type, id = ""] = line.slice(0, Math.max(tab, 0)).split(" ");
    const path = line.slice(tab + 1);
    if (/(?:^|\/)node_modules\//.test(path)) continue;
    if (type === "commit") submodules.push(path);
    if (type === "blob") blobs.set(path, { id, executable: mode === "100755", link: mode === "120000" });
  }
  return { blobs, submodules };
}
