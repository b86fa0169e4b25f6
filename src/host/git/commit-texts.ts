import { UsageError } from "../../model/usage-error.ts";
import type { CommitRange } from "./commit-range.ts";
import type { Git } from "./git.ts";
import { readBlobs, readSizes } from "./read-blobs.ts";

/** A file as a commit added it or changed it. */
export interface Committed {
  /** From the checked folder. */
  readonly path: string;
  /** The oldest commit of the range that has this content at this path. */
  readonly commit: string;
  /** Counts the commits from the oldest: parents before their children. */
  readonly order: number;
}
export interface Changes {
  /** The commits of the range, from the oldest. */
  readonly commits: readonly string[];
  /** By the ids of git's objects in the order in which they came in, and by path. */
  readonly places: ReadonlyMap<string, ReadonlyMap<string, Committed>>;
}

/** So much is in memory at once, and one file more. */
const AT_ONCE = { files: 500, bytes: 32 * 1024 * 1024 };

/**
 * The files and symbolic links that each commit of a range added or changed below a prefix; merges those that none of
 * their parents has like this. Names only: no content is read, and so no attribute, filter or driver of the repository
 * asked. Throws UsageError where git cannot say.
 */
export async function changesInRange(
  git: Git,
  { asked, revisions }: CommitRange,
  prefix: string,
  wanted: (path: string) => boolean,
): Promise<Changes> {
  const places = new Map<string, Map<string, Committed>>();
  let commit = "";
  const commits: string[] = [];
  const take = logReader({
    commit: (id) => {
      commit = id;
      commits.push(id);
    },
    file: (id, whole) => {
      const path = whole.slice(prefix.length);
      if (!whole.startsWith(prefix) || !wanted(path)) return;
      const known = places.get(id) ?? new Map<string, Committed>();
      if (known.size === 0) places.set(id, known);
      if (!known.has(path)) known.set(path, { path, commit, order: commits.length });
    },
  });
  // A push of all branches has more of them than a command line has room for.
  const ids = revisions.filter((one) => !one.startsWith("--"));
  const options = revisions.filter((one) => one.startsWith("--"));
  const listed = await git.stream([...LOG, "--stdin", ...options, "--"], take, ids.map((one) => `${one}\n`).join(""));
  if (!listed.ok) throw new UsageError(`git cannot list the commits of "${asked}": ${listed.reason}`);
  return { commits, places };
}

/** https://git-scm.com/docs/git-log and https://git-scm.com/docs/diff-format, read 2026-11-26. */
const LOG = [
  "log",
  "--topo-order",
  "--reverse",
  "--full-history",
  "--format=%x01%H",
  "--raw",
  "-z",
  "-c",
  "--root",
  "--no-abbrev",
  "--no-renames",
  "--no-relative",
  "--no-show-signature",
  "--no-mailmap",
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--ignore-submodules=all",
];

interface Told {
  readonly commit: (id: string) => void;
  readonly file: (id: string, path: string) => void;
}

/**
 * Fields end with NUL: a commit, then for each file its modes and ids, and its path. Only what stands where a path is
 * due can hold anything, and is taken as one whatever it looks like.
 */
function logReader({ commit, file }: Told): (piece: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = "";
  let blob: string | undefined;
  let pathIsDue = false;
  return (piece) => {
    const fields = (rest + decoder.decode(piece, { stream: true })).split("\0");
    rest = fields.pop() ?? "";
    for (const field of fields) {
      if (pathIsDue) {
        if (blob !== undefined) file(blob, field);
        pathIsDue = false;
      } else if (field.startsWith("\u0001")) commit(field.slice(1));
      else if (field.trimStart().startsWith(":")) {
        blob = blobOf(field.trim());
        pathIsDue = true;
      }
    }
  };
}

/**
 * `:100644 100755 <id> <id> M`, or for a merge a colon, a mode and an id more for each further parent. The last mode
 * and the last id are the commit's own. Undefined where that is neither a file nor a link.
 */
function blobOf(field: string): string | undefined {
  const words = field.split(" ");
  const half = (words.length - 1) / 2;
  return /^1[02]0/.test(words[half - 1] ?? "") ? words[2 * half - 1] : undefined;
}

/**
 * The contents of git's objects, each read once and few at a time, without those that are larger. Throws UsageError
 * where one is not here: what nobody read is not clean.
 */
export function* readCommitted(
  git: Git,
  ids: readonly string[],
  largest: number,
): Generator<readonly [id: string, bytes: Uint8Array]> {
  const sizes = new Map(readSizes(git, ids));
  let some: string[] = [];
  let bytes = 0;
  const read = function* (): ReturnType<typeof readCommitted> {
    yield* readBlobs(git, some, largest);
    some = [];
    bytes = 0;
  };
  for (const id of ids) {
    const size = sizes.get(id);
    if (size === undefined)
      throw new UsageError(`git has no object ${id}: this clone is a partial one. Clone without --filter.`);
    if (size > largest) continue;
    if (some.length === AT_ONCE.files || bytes + size > AT_ONCE.bytes) yield* read();
    some.push(id);
    bytes += size;
  }
  yield* read();
}
