import { closeSync, fstatSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Contents } from "../../model/ports.ts";
import { errorCode, systemWords } from "./error-code.ts";
import { followInside } from "./inside.ts";
import { AS_IT_LIES, readUpTo } from "./read-up-to.ts";
import { outsideGit, REASONS } from "./resolve-links.ts";

/** Beyond this a file is not even read: no agent client loads such a file, and memory is finite. */
const LARGEST_READ = 64 * 1024 * 1024;

/** A file below a folder, links followed as far as they stay in it. */
export function readInside(root: string, path: string): Contents {
  const end = outsideGit(followInside(root, path));
  if (end.ok) return readFile(join(root, end.path));
  return { ok: false, reason: REASONS[end.why], ...(end.why === "outside" && { why: end.why }) };
}

/** A regular file by its own place: no link is followed at its end, and nothing waited for. */
export function readFile(file: string): Contents {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, AS_IT_LIES);
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) return { ok: false, reason: "it is a directory", why: "absent" };
    if (!stats.isFile()) return { ok: false, reason: "it is no regular file" };
    const { size } = stats;
    const bytes = readUpTo(descriptor, size, LARGEST_READ);
    if (!bytes)
      return { ok: false, reason: `it has ${Math.max(size, LARGEST_READ + 1)} bytes, more than any client reads` };
    return { ok: true, bytes };
  } catch (error) {
    const code = errorCode(error);
    const reason = SINCE[code] ?? systemWords(error);
    return { ok: false, reason, ...((code === "ENOENT" || code === "ENOTDIR") && { why: "absent" }) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What happened to a file since it was listed, and its links followed. */
const SINCE: Readonly<Record<string, string>> = {
  ENOENT: "it is not there any more",
  ELOOP: "a symbolic link took its place",
};
