import { closeSync, lstatSync, openSync } from "node:fs";
import { resolve } from "node:path";
import { systemWords } from "./error-code.ts";
import { AS_IT_LIES, readUpTo } from "./read-up-to.ts";

export type DataFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string; readonly missing?: true };

/**
 * The text of a file that another job made:
 * at most `limit` bytes, and no link, which could lead to a file of this machine.
 */
export function readDataFile(cwd: string, path: string, limit: number): DataFile {
  try {
    const file = resolve(cwd, path);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (!stats) return { ok: false, reason: "there is no such file", missing: true };
    if (!stats.isFile()) return { ok: false, reason: "it is no regular file" };
    if (stats.size > limit) return { ok: false, reason: `it has ${stats.size} bytes, more than ${limit}` };
    const handle = openSync(file, AS_IT_LIES);
    try {
      const bytes = readUpTo(handle, stats.size, limit);
      if (!bytes) return { ok: false, reason: `it grew beyond ${limit} bytes while it was read` };
      return { ok: true, text: bytes.toString("utf8").replace(/^\uFEFF/, "") };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return { ok: false, reason: systemWords(error) };
  }
}
