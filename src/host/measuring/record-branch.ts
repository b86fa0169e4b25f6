import { openBudget } from "../../conditions/budget.ts";
import { matches } from "../../conditions/glob.ts";
import { UsageError } from "../../model/usage-error.ts";
import { readBlobs } from "../git/read-blobs.ts";
import type { Git } from "../git/git.ts";
import { frugally } from "../machine/sparing.ts";
import { localRef } from "../state/local-ref.ts";
import { type RemoteOf, remoteRef } from "../state/remote-ref.ts";
import type { StateRef } from "../state/state-ref.ts";
import { inPieces, readLines, type TakeLine } from "./read-lines.ts";
import { RECORD_FILE, type ReadTasks } from "./read-tasks.ts";

/** Where workers push what they did, if nobody says otherwise. */
export const RECORD_BRANCH = "agent-ci/records";

/** A repository that branches of records are in: at its remote where it has one. */
export interface RecordRepository {
  readonly git: Git;
  readonly remote: RemoteOf | undefined;
}
export const recordRef = ({ git, remote }: RecordRepository, branch: string): StateRef =>
  remote ? remoteRef(git, branch, remote) : localRef(git, branch);

/** A file on the branch. */
export interface RecordFile {
  readonly path: string;
  readonly id: string;
  readonly size: number;
}

const MOST_FILES = 20_000;
export const LARGEST_RECORDS = 32 * 1024 * 1024;
const MOST_ON_BRANCH = 512 * 1024 * 1024;
const MOST_STEPS = 50_000_000;

/**
 * The lines of the records on a branch, of all of its files or of those that a glob names, in the order of their paths.
 * Whoever may push to it writes what they like: what is no file of records is passed over. None where the branch is not
 * there yet. Throws UsageError where it cannot be read, or there are too many.
 */
export async function readRecordBranch(
  repository: RecordRepository,
  branch: string,
  glob: string | undefined,
  line: TakeLine,
): Promise<ReadTasks> {
  const tip = await recordRef(repository, branch).tip();
  if (tip === null) return { files: 0, bytes: 0, monsters: 0 };
  const { spend } = openBudget(MOST_STEPS, undefined, () => new UsageError(`${branch} has too many files.`));
  const files = (await recordFiles(repository.git, tip, branch)).filter(({ path }) =>
    glob === undefined ? RECORD_FILE.test(path) : matches(glob, path, spend),
  );
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const large = files.find((file) => file.size > LARGEST_RECORDS);
  if (large || size > MOST_ON_BRANCH)
    throw new UsageError(
      `${branch} has ${size} bytes of records, ${large ? `${large.size} of them in one file: at most ${LARGEST_RECORDS}` : `more than ${MOST_ON_BRANCH}`}. Delete those of rollouts that are over, with a commit.`,
    );
  let bytes = 0;
  let monsters = 0;
  const ids = files.map(({ id }) => id);
  const contents = new Map(readBlobs(repository.git, [...new Set(ids)], LARGEST_RECORDS));
  for (const id of ids) {
    const content = contents.get(id);
    if (!content) throw new UsageError(`git has not all of ${branch}: this clone is a partial one.`);
    const read = frugally(() => readLines(inPieces(content), line));
    bytes += read.bytes;
    monsters += read.monsters;
  }
  return { files: files.length, bytes, monsters };
}

/** Its plain files: no link, no submodule. */
export async function recordFiles(git: Git, commit: string, branch: string): Promise<readonly RecordFile[]> {
  const listed = await git.run(["ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", commit]);
  if (!listed.ok) throw new UsageError(`git cannot list ${branch}: ${listed.reason}`);
  const rows = listed.output.split("\0").slice(0, -1);
  if (rows.length > MOST_FILES)
    throw new UsageError(`${branch} has ${rows.length} files, more than ${MOST_FILES}. Delete those that are over.`);
  return rows.flatMap((row) => {
    const tab = row.indexOf("\t");
    const [mode = "", , id = "", size] = row.slice(0, tab).split(/ +/);
    return mode.startsWith("100") ? [{ path: row.slice(tab + 1), id, size: Number(size) }] : [];
  });
}
