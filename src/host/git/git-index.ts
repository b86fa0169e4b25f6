import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The folder that holds a repository's own `index`, and the one that it shares with its other working trees: `.git` is
 * a file in a linked working tree and in a submodule. https://git-scm.com/docs/gitrepository-layout, read 2026-11-21.
 */
export function gitFolders(top: string): { readonly own: string; readonly shared: string } {
  const named = /^gitdir: (.+)/.exec(textOf(join(top, ".git")) ?? "")?.[1]?.trim();
  const own = resolve(top, named ?? ".git");
  return { own, shared: resolve(own, textOf(join(own, "commondir"))?.trim() ?? ".") };
}

/**
 * The files and links that git tracks, by their path from the repository's top. Read from the index itself, since git
 * reads none of a repository that belongs to somebody else, as containers see theirs. Undefined where there is none
 * that can be read. https://git-scm.com/docs/index-format, read 2026-11-21.
 */
export const trackedFiles = (top: string): readonly string[] | undefined =>
  entriesOf(top)?.flatMap(({ name, type }) => (type === REGULAR || type === LINK ? name : []));

/**
 * What git tracks and a sparse checkout does not write: files and links, and folders with a slash at their end. Some of
 * it may lie there all the same.
 */
export const sparedFiles = (top: string): readonly string[] =>
  (entriesOf(top, FIRST_TO_SPARE) ?? []).flatMap(({ name, spared }) => (spared ? name : []));

/** The folders of submodules, with the commits that they stand at. */
export const submodulesOf = (top: string): ReadonlyMap<string, string> =>
  new Map((entriesOf(top) ?? []).flatMap(({ name, type, id }) => (type === SUBMODULE ? [[name, id]] : [])));

/** Git writes the oldest version that can say what is to be said. */
const FIRST_TO_SPARE = 3;

interface IndexEntry {
  readonly name: string;
  readonly type: number;
  /** Of a submodule the commit that it stands at. */
  readonly id: string;
  readonly spared: boolean;
}

/** Undefined where there is no index that can be read, or none of a version from `first` on. */
function entriesOf(top: string, first = 2): readonly IndexEntry[] | undefined {
  const { own, shared } = gitFolders(top);
  const bytes = bytesOf(join(own, "index"));
  if (bytes?.subarray(0, 4).toString("latin1") !== "DIRC" || bytes.length < HEADER) return undefined;
  if (bytes.readUInt32BE(VERSION) < first) return undefined;
  const long = /^[ \t]*objectformat[ \t]*=[ \t]*sha256[ \t\r]*$/im.test(textOf(join(shared, "config")) ?? "");
  try {
    const hash = long ? 32 : 20;
    const { entries, end } = entriesIn(bytes, hash);
    const base = sharedName(bytes, end, hash);
    const beneath = base === undefined ? undefined : bytesOf(join(own, `sharedindex.${base}`));
    // What the split index has taken out of the shared one stays in: to look at more misses nothing.
    return beneath ? [...entriesIn(beneath, hash).entries, ...entries.filter(({ name }) => name !== "")] : entries;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it ends in the middle of an entry
    throw error;
  }
}

const HEADER = 12;
const VERSION = 4;
/** What stands before an object's name in an entry: times, device, inode, mode, owner, size. */
const STAT = 40;
const MODE = 24;
const EXTENDED = 0x4000;
const SKIP_WORKTREE = 0x4000;

/** The name of the index that a split one shares: the extension `link` begins with it. */
function sharedName(bytes: Buffer, entriesEnd: number, hash: number): string | undefined {
  for (let at = entriesEnd; at + 8 <= bytes.length - hash; at += 8 + bytes.readUInt32BE(at + 4))
    if (bytes.subarray(at, at + 4).toString("latin1") === "link")
      return bytes.subarray(at + 8, at + 8 + hash).toString("hex");
  return undefined;
}

interface ReadEntries {
  readonly entries: readonly IndexEntry[];
  /** Where extensions begin. */
  readonly end: number;
}

function entriesIn(bytes: Buffer, hash: number): ReadEntries {
  const entries: IndexEntry[] = [];
  const version = bytes.readUInt32BE(VERSION);
  let at = HEADER;
  let name = Buffer.alloc(0);
  for (let left = bytes.readUInt32BE(8); left > 0; left -= 1) {
    const start = at;
    const type = bytes.readUInt32BE(at + MODE) >> 12;
    const id = at + STAT;
    at += STAT + hash;
    const extended = (bytes.readUInt16BE(at) & EXTENDED) !== 0;
    const spared = extended && (bytes.readUInt16BE(at + 2) & SKIP_WORKTREE) !== 0;
    at += extended ? 4 : 2;
    let kept = 0;
    if (version >= 4) [kept, at] = offsetAt(bytes, at, name.length);
    const until = bytes.indexOf(0, at);
    if (until === -1) throw new RangeError("no end");
    name = Buffer.concat([name.subarray(0, kept), bytes.subarray(at, until)]);
    at = version >= 4 ? until + 1 : start + ((until - start + 8) & ~7);
    const known = type === REGULAR || type === LINK || type === FOLDER || type === SUBMODULE;
    const commit = type === SUBMODULE ? bytes.toString("hex", id, id + hash) : "";
    if (known) entries.push({ name: name.toString(), type, id: commit, spared });
  }
  return { entries, end: at };
}
const REGULAR = 0o10;
const LINK = 0o12;
const SUBMODULE = 0o16;
/** In a sparse index, all that is below it. */
const FOLDER = 0o04;

/** How much of the name before is kept, written as how much is dropped, in a number of variable length. */
function offsetAt(bytes: Buffer, start: number, before: number): [kept: number, next: number] {
  let at = start;
  let byte = bytes.readUInt8(at++);
  let dropped = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    byte = bytes.readUInt8(at++);
    dropped = (dropped + 1) * 128 + (byte & 0x7f);
  }
  return [before - dropped, at];
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

const textOf = (file: string): string | undefined => bytesOf(file)?.toString();
