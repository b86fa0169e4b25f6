import { lstatSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { systemWords } from "./error-code.ts";

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
    return { ok: true, text: readFileSync(file, "utf8").replace(/^\uFEFF/, "") };
  } catch (error) {
    return { ok: false, reason: systemWords(error) };
  }
}
