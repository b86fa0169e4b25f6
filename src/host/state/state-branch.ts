import type { Brought } from "../../ledger/coverage.ts";
import { closedLogs } from "../../ledger/files.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Git } from "../git/git.ts";
import { readBlobs } from "../git/read-blobs.ts";
import { broughtBy } from "./brought.ts";
import { localRef } from "./local-ref.ts";
import { type RemoteOf, remoteRef } from "./remote-ref.ts";
import { FIRST_FILES, isStatePath, type StateTree, stateTree } from "./tree.ts";
import { type StateChanges, writeCommit } from "./write-objects.ts";

/** The branch of states as it is now. */
export interface StateRead {
  /** Null where the branch is not there. */
  readonly commit: string | null;
  /** What the files say; of the audit log the file that is written to, unless all were asked for. */
  readonly files: ReadonlyMap<string, string>;
  /** What they hold byte for byte, which is what digests are of. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly brought: Brought;
}
export interface StateBranch {
  /** Throws UsageError where it cannot be read, or is of a version that is not known here. */
  readonly read: (asked?: { readonly closed: boolean }) => Promise<StateRead>;
  /**
   * One commit on top of `before`, or nothing at all: `lost` where somebody else was first, who has to be read before
   * it is tried again. Throws UsageError where it cannot be written.
   */
  readonly write: (before: string | null, changes: StateChanges, message: string) => Promise<"written" | "lost">;
}
export const STATE_BRANCH = "agent-ci/state";
const VERSION = "1";
const LARGEST_FILE = 16 * 1024 * 1024;
const LARGEST_STATE = 64 * 1024 * 1024;
/** With all that was ever logged. */
const LARGEST_WHOLE = 512 * 1024 * 1024;

/**
 * The branch on which rollouts are remembered, written by compare-and-swap: at a remote by a push that names what it
 * replaces, without one by this repository's own references.
 */
export function openStateBranch(
  git: Git,
  { branch = STATE_BRANCH, remote }: { readonly branch?: string; readonly remote?: RemoteOf },
): StateBranch {
  // Who writes has just read the same commit.
  const trees = new Map<string, StateTree>();
  const treeAt = async (commit: string): Promise<StateTree> => {
    const tree = trees.get(commit) ?? (await stateTree(git, commit));
    trees.set(commit, tree);
    return tree;
  };
  const ref = remote ? remoteRef(git, branch, remote) : localRef(git, branch);
  return {
    read: async ({ closed } = { closed: false }) => {
      const commit = await ref.tip();
      if (commit === null) return { commit, files: new Map(), bytes: new Map(), brought: { unknown: "there is none" } };
      const tree = await treeAt(commit);
      const left = closed ? new Set<string>() : closedLogs(tree.keys());
      const bytes = contentsOf(
        git,
        tree,
        [...tree.keys()].filter((path) => !left.has(path)),
        closed ? LARGEST_WHOLE : LARGEST_STATE,
      );
      const files = new Map([...bytes].map(([path, content]) => [path, Buffer.from(content).toString()]));
      expectVersion(ref.name, files.get("version"));
      const doubt = await ref.doubt(commit);
      return { commit, files, bytes, brought: doubt === undefined ? await broughtBy(git, commit) : { unknown: doubt } };
    },
    write: async (before, changes, message) => {
      const wrong = [...changes.keys()].find((path) => !isStatePath(path));
      if (wrong !== undefined) throw new UsageError(`${JSON.stringify(wrong)} cannot be a file of the state.`);
      const tree: StateTree = before === null ? new Map() : await treeAt(before);
      const all: StateChanges = before === null ? new Map([...FIRST_FILES, ...changes]) : changes;
      return ref.move(before, await writeCommit(git, before, tree, all, message));
    },
  };
}

function contentsOf(
  git: Git,
  tree: StateTree,
  paths: readonly string[],
  largest: number,
): ReadonlyMap<string, Uint8Array> {
  const wanted = paths.map((path) => ({ path, id: tree.get(path)?.id ?? "", size: tree.get(path)?.size ?? 0 }));
  const large = wanted.find(({ size }) => size > LARGEST_FILE);
  if (large) throw new UsageError(`${large.path} of the state has ${large.size} bytes, more than ${LARGEST_FILE}.`);
  const sum = wanted.reduce((total, { size }) => total + size, 0);
  if (sum > largest) throw new UsageError(`The state has ${sum} bytes, more than ${largest}.`);
  const blobs = new Map(readBlobs(git, [...new Set(wanted.map(({ id }) => id))], LARGEST_FILE));
  return new Map(
    wanted.map(({ path, id }) => {
      const bytes = blobs.get(id);
      if (!bytes) throw new UsageError(`git has no ${path} of the state: this clone is a partial one.`);
      return [path, bytes];
    }),
  );
}

function expectVersion(name: string, text: string | undefined): void {
  if (text === undefined)
    throw new UsageError(
      `${name} has no file "version": it is no branch of states. If it was one, put it back to the last commit that has the file; else rename it, and make one: agent-ci rollout init`,
    );
  const version = text.trim();
  if (version !== VERSION)
    throw new UsageError(
      `${name} is of version ${JSON.stringify(version.slice(0, 20))}, and this agent-ci knows ${VERSION}. Update agent-ci, and run it again.`,
    );
}
