import { UsageError } from "../../model/usage-error.ts";
import type { Git } from "../git/git.ts";

/** A file of the branch of states: a blob, and how large it is. */
export interface StateBlob {
  readonly id: string;
  readonly size: number;
}
export type StateTree = ReadonlyMap<string, StateBlob>;

const MOST_FILES = 10_000;
/** What we write has such names. Others could mean something else on another file system. */
const PATH = /^(?!\.git\/)[\w-][\w.-]*(?:\/[\w-][\w.-]*){0,2}$/;
const ATTRIBUTES = ".gitattributes";

/** The files of a commit. Throws UsageError where one is none of ours. */
export async function stateTree(git: Git, commit: string): Promise<StateTree> {
  const listed = await git.run(["ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", commit]);
  if (!listed.ok) throw new UsageError(`git cannot list the state: ${listed.reason}`);
  const rows = listed.output.split("\0").slice(0, -1);
  if (rows.length > MOST_FILES) throw new UsageError(`The state has ${rows.length} files, more than ${MOST_FILES}.`);
  return new Map(rows.map(fileIn));
}

function fileIn(row: string): readonly [string, StateBlob] {
  const tab = row.indexOf("\t");
  const path = row.slice(tab + 1);
  const [mode, , id = "", size] = row.slice(0, tab).split(/ +/);
  if (mode !== "100644" || !isStatePath(path))
    throw new UsageError(
      `The state has ${JSON.stringify(path.slice(0, 100))}, which is no file of a state. Take it out with a commit.`,
    );
  return [path, { id, size: Number(size) }];
}

export const isStatePath = (path: string): boolean => path === ATTRIBUTES || PATH.test(path);

/** What git needs to be told so that it converts no line ends, which would break the chain of the audit log. */
export const FIRST_FILES: readonly (readonly [string, string])[] = [
  [ATTRIBUTES, "* -text\n"],
  ["version", "1\n"],
];
