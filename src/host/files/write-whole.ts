import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { errorCode, systemWords } from "./error-code.ts";
import { readFile } from "./read-file.ts";
import { followInside, isInside, isLink, realPlace } from "./inside.ts";
import { makeFolder } from "./make-folder.ts";
import { outsideGit, REASONS } from "./resolve-links.ts";

/** Why a file was not written; undefined where it was. */
export type Refusal = string | undefined;

/** What a file is to hold: a text, bytes, or whatever is written to an open file. */
export type Filling = string | Uint8Array | ((descriptor: number) => void);

interface How {
  /**
   * What the file held when it was read:
   * it is left alone where it holds something else by now. `nothing`: where it is there.
   */
  readonly before?: Uint8Array | "nothing";
  /** Permissions of a file that is not there yet, less those that the user gives nobody. */
  readonly mode?: number;
  /**
   * It can be made again: nobody waits until the disk has it, and whatever stands in its place is replaced, links too.
   */
  readonly cached?: true;
}

/**
 * Gives a file below a folder its contents, whole or not at all: whoever reads it meanwhile has the old ones. Missing
 * folders are made. Where `before` says what was there, a link inside the folder stays one, and what it leads to is
 * written; what nobody read before is written through no link. Nothing is written outside of the folder, in git's own,
 * or where a link leads to nothing.
 */
export function writeInside(root: string, path: string, filling: Filling, how: How = {}): Refusal {
  try {
    const top = realPlace(root);
    const place = placeInside(top, path);
    if (!place.ok) return place.reason;
    if (how.before === undefined && place.file !== join(top, path)) return "a symbolic link stands on the way";
    makeFolder(dirname(place.file));
    writeWhole(place.file, filling, { ...how, top });
    return undefined;
  } catch (error) {
    return systemWords(error);
  }
}

type Place = { readonly ok: true; readonly file: string } | { readonly ok: false; readonly reason: string };

/** The file, on this machine, that a path below a folder stands for, if it may be written there. */
export function placeInside(root: string, path: string): Place {
  const end = outsideGit(followInside(root, path));
  if (!end.ok) return { ok: false, reason: REASONS[end.why] };
  const way = path.split("/").map((_, depth, parts) => join(root, ...parts.slice(0, depth + 1)));
  if (way.some((one) => isLink(one) && !existsSync(one)))
    return { ok: false, reason: "a symbolic link on the way leads to nothing" };
  return { ok: true, file: join(root, end.path) };
}

/**
 * Replaces a file by its real path; keeps mode and owner. Its folder is there already. `top`: a real folder in which it
 * has to lie, still when it is written.
 * Throws where it cannot be written.
 */
export function writeWhole(file: string, filling: Filling, how: How & { readonly top?: string } = {}): void {
  const found = how.cached ? undefined : lstatSync(file, { throwIfNoEntry: false });
  expectWritable(file, found, how.before);
  const draft = join(dirname(file), `.agent-ci-${randomBytes(6).toString("hex")}.tmp`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const descriptor = openSync(draft, flags, found ? 0o600 : (how.mode ?? 0o666));
  try {
    try {
      // A folder that became a link since it was looked at has the draft, which is empty yet, elsewhere.
      if (how.top !== undefined && !isInside(how.top, realPlace(draft))) throw new Error(REASONS.outside);
      if (typeof filling === "function") filling(descriptor);
      else writeFileSync(descriptor, filling);
      if (found) keepOwner(descriptor, found);
      if (!how.cached) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (how.before === "nothing") putWhereNothingIs(draft, file);
    else renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

type Stats = NonNullable<ReturnType<typeof lstatSync>>;

/**
 * Throws where a file is not to be replaced. To rename over it would take no permission but that of its folder, so its
 * own is asked for here.
 */
function expectWritable(file: string, found: Stats | undefined, before: How["before"]): void {
  if (before === "nothing" && found) throw new Error("it is there already");
  if (found && !found.isFile()) throw new Error("it is no regular file");
  if (found) accessSync(file, constants.W_OK);
  if (before === undefined || before === "nothing") return;
  const now = readFile(file);
  if (!now.ok) throw new Error(now.reason);
  if (!Buffer.from(before).equals(now.bytes)) throw new Error("it has changed since it was read; run this again");
}

function keepOwner(descriptor: number, { mode, uid, gid }: Stats): void {
  const own = fstatSync(descriptor);
  if (own.uid !== Number(uid) || own.gid !== Number(gid)) fchownSync(descriptor, Number(uid), Number(gid));
  fchmodSync(descriptor, Number(mode) & 0o7777);
}

/** To rename would take the place of what came there meanwhile; a second name does not. Not all disks know those. */
function putWhereNothingIs(draft: string, file: string): void {
  try {
    linkSync(draft, file);
    rmSync(draft);
  } catch (error) {
    if (errorCode(error) === "EEXIST" || existsSync(file)) throw new Error("it is there already", { cause: error });
    renameSync(draft, file);
  }
}
