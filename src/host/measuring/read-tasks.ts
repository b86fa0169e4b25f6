import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { join, resolve } from "node:path";
import { openBudget } from "../../conditions/budget.ts";
import { matches } from "../../conditions/glob.ts";
import { UsageError } from "../../model/usage-error.ts";
import { frugally } from "../machine/frugally.ts";
import { findLogs } from "../logs/find-logs.ts";

/** What was read of files of records. */
export interface ReadTasks {
  readonly files: number;
  readonly bytes: number;
  /** Lines that are too long to be one. */
  readonly monsters: number;
}
const MOST_STEPS = 50_000_000;

/**
 * The lines of the files that a glob names, one by one, in constant memory: in the order of the files, and in that of
 * each file. None where there is no such folder yet.
 */
export function readTasks(cwd: string, glob: string, line: (text: string) => void): ReadTasks {
  const folder = glob.split("/").slice(0, -1);
  const fixed = folder.slice(0, folder.findIndex((part) => /[*?[\]{}]/.test(part)) >>> 0).join("/");
  const root = resolve(cwd, fixed);
  if (!existsSync(root)) return { files: 0, bytes: 0, monsters: 0 };
  const { spend } = openBudget(MOST_STEPS, undefined, () => new UsageError(`The glob ${glob} names too many files.`));
  const named = findLogs(root).files.filter((file) => matches(glob, join(fixed, file.slice(root.length + 1)), spend));
  let bytes = 0;
  let monsters = 0;
  for (const file of named) {
    const read = frugally(() => readLines(file, line));
    bytes += read.bytes;
    monsters += read.monsters;
  }
  return { files: named.length, bytes, monsters };
}

const CHUNK = 1 << 18;
const NEWLINE = 0x0a;

/**
 * Lines end at the byte 0x0A and nowhere else. A piece of the file is made a text at once, which takes half as long as
 * line by line; a line that fills it is no record, and is passed over.
 */
function readLines(path: string, line: (text: string) => void): { readonly bytes: number; readonly monsters: number } {
  const file = openSync(path, "r");
  try {
    if (!fstatSync(file).isFile()) return { bytes: 0, monsters: 0 };
    const buffer = Buffer.allocUnsafe(CHUNK);
    let [bytes, monsters, kept] = [0, 0, 0];
    let isMonster = false;
    for (;;) {
      const count = readSync(file, buffer, kept, CHUNK - kept, null);
      bytes += count;
      const filled = kept + count;
      const over = count === 0;
      const last = over ? filled : buffer.subarray(0, filled).lastIndexOf(NEWLINE) + 1;
      if (last === 0 && !over && filled === CHUNK) {
        if (!isMonster) monsters += 1;
        isMonster = true;
        kept = 0;
        continue;
      }
      // What is left of a line that was too long ends here.
      const end = buffer.subarray(0, last).indexOf(NEWLINE) + 1;
      const from = isMonster && last > 0 ? end || last : 0;
      if (last > 0) isMonster = false;
      for (const text of buffer.toString("utf8", from, last).split("\n")) if (text.trim() !== "") line(text);
      if (over) return { bytes, monsters };
      buffer.copyWithin(0, last, filled);
      kept = filled - last;
    }
  } finally {
    closeSync(file);
  }
}
