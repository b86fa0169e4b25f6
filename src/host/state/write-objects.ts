import { UsageError } from "../../model/usage-error.ts";
import type { Git } from "../git/git.ts";
import { IDENTITY } from "../git/identity.ts";
import type { StateTree } from "./tree.ts";

/** Files by their path; null takes one away. */
export type StateChanges = ReadonlyMap<string, string | Uint8Array | null>;

/** A commit with these changes, in git's objects alone: nothing is checked out, no index and no branch is touched. */
export async function writeCommit(
  git: Git,
  parent: string | null,
  before: StateTree,
  changes: StateChanges,
  message: string,
): Promise<string> {
  const blobs = new Map([...before].map(([path, { id }]) => [path, id]));
  const written = [...changes].map(async ([path, content]) => {
    if (content === null) blobs.delete(path);
    else blobs.set(path, await put(git, ["hash-object", "-w", "--stdin"], content));
  });
  await Promise.all(written);
  const tree = await writeTree(git, blobs);
  const text = message.replaceAll(/[^\P{Cc}\n]/gu, " ");
  const parents = parent === null ? [] : ["-p", parent];
  const made = await git.run(["commit-tree", "--no-gpg-sign", ...parents, "-m", text, tree], IDENTITY);
  if (!made.ok) throw new UsageError(`git cannot commit the state: ${made.reason}`);
  return made.output.trim();
}

/** The innermost folders first: each is an entry of the one around it. */
async function writeTree(git: Git, blobs: ReadonlyMap<string, string>): Promise<string> {
  const rows: string[] = [];
  const folders = new Map<string, Map<string, string>>();
  for (const [path, id] of blobs) {
    const slash = path.indexOf("/");
    if (slash === -1) rows.push(`100644 blob ${id}\t${path}\0`);
    else {
      const inside = folders.get(path.slice(0, slash)) ?? new Map<string, string>();
      folders.set(path.slice(0, slash), inside.set(path.slice(slash + 1), id));
    }
  }
  const made = [...folders].map(async ([name, inside]) => `040000 tree ${await writeTree(git, inside)}\t${name}\0`);
  return put(git, ["mktree", "-z"], [...rows, ...(await Promise.all(made))].join(""));
}

async function put(git: Git, args: readonly string[], input: string | Uint8Array): Promise<string> {
  let said = "";
  const done = await git.stream(args, (piece) => (said += Buffer.from(piece).toString()), input);
  if (!done.ok) throw new UsageError(`git cannot write the state: ${done.reason}`);
  return said.trim();
}
