import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import type { Contents } from "../../model/ports.ts";
import { errorCode, systemWords } from "./error-code.ts";
import { followInside } from "./inside.ts";
import { outsideGit, REASONS } from "./resolve-links.ts";

/** Beyond this a file is not even read: no agent client loads such a file, and memory is finite. */
const LARGEST_READ = 64 * 1024 * 1024;

/** A file below a folder, links followed as far as they stay in it. */
export function readInside(root: string, path: string): Contents {
  const end = outsideGit(followInside(root, path));
  if (end.ok) return readFile(join(root, end.path));
  return { ok: false, reason: REASONS[end.why], ...(end.why === "outside" && { why: end.why }) };
}

/**
 * Flags against what may have taken a file's place since it was listed: a symbolic link is not followed, and a named
 * pipe not waited for. Windows has neither.
 */
const { O_NOFOLLOW: NO_LINK, O_NONBLOCK: NO_WAIT } = constants;

/** A regular file by its own place: no link is followed at its end, and nothing waited for. */
export function readFile(file: string): Contents {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | NO_WAIT | NO_LINK);
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) return { ok: false, reason: "it is a directory", why: "absent" };
    if (!stats.isFile()) return { ok: false, reason: "it is no regular file" };
    const { size } = stats;
    if (size > LARGEST_READ) return { ok: false, reason: `it has ${size} bytes, more than any client reads` };
    return { ok: true, bytes: readWhole(descriptor, size) };
  } catch (error) {
    const code = errorCode(error);
    const reason = SINCE[code] ?? systemWords(error);
    return { ok: false, reason, ...((code === "ENOENT" || code === "ENOTDIR") && { why: "absent" }) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** In one call where the size is right, and small files in shared memory: Node's own asks for the size once more. */
function readWhole(descriptor: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size);
  const read = readSync(descriptor, bytes, 0, size, null);
  return read === size && size > 0 ? bytes : Buffer.concat([bytes.subarray(0, read), readFileSync(descriptor)]);
}

/** What happened to a file since it was listed, and its links followed. */
const SINCE: Readonly<Record<string, string>> = {
  ENOENT: "it is not there any more",
  ELOOP: "a symbolic link took its place",
};
