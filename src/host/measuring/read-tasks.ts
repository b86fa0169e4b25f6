import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { openBudget } from "../../conditions/budget.ts";
import { matches } from "../../conditions/glob.ts";
import { UsageError } from "../../model/usage-error.ts";
import { frugally } from "../machine/sparing.ts";
import { findLogs } from "../logs/find-logs.ts";
import { readLines, type TakeLine } from "./read-lines.ts";

/** What was read of records. */
export interface ReadTasks {
  readonly files: number;
  readonly bytes: number;
  /** Lines that are too long to be one. */
  readonly monsters: number;
}
/** No rollout has as many tasks: what is beyond it keeps ticks from coming in time. */
const MOST_BYTES = 2 * 1024 ** 3;
const MOST_STEPS = 50_000_000;

/**
 * The lines of the files that a glob names, or of all records in a folder, in constant memory: in the order of the
 * files, and in that of each file. None where there is no such folder yet. Throws UsageError where they are too many.
 */
export function readTasks(cwd: string, path: string, line: TakeLine): ReadTasks {
  const { folder, isFolder } = placeOfTasks(cwd, path);
  const root = resolve(cwd, folder);
  if (!statSync(root, { throwIfNoEntry: false })) return { files: 0, bytes: 0, monsters: 0 };
  const { spend } = openBudget(MOST_STEPS, undefined, () => new UsageError(`${path} names too many files.`));
  const isMeant = (file: string): boolean =>
    isFolder ? RECORD_FILE.test(file) : matches(path, join(folder, file.slice(root.length + 1)), spend);
  const named = findLogs(root).files.filter(isMeant);
  const size = named.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  if (size > MOST_BYTES) throw tooMany(path, size);
  let bytes = 0;
  let monsters = 0;
  for (const file of named) {
    const read = frugally(() => readFile(file, line));
    bytes += read.bytes;
    monsters += read.monsters;
  }
  return { files: named.length, bytes, monsters };
}

/** Below which folder records are looked for: the one that is named, or that under which all of a glob lies. */
export function placeOfTasks(cwd: string, path: string): { readonly folder: string; readonly isFolder: boolean } {
  const isFolder = statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() === true;
  return { folder: isFolder ? path : folderOfGlob(path), isFolder };
}

function folderOfGlob(glob: string): string {
  const folder = glob.split("/").slice(0, -1);
  return folder.slice(0, folder.findIndex((part) => /[*?[\]{}]/.test(part)) >>> 0).join("/");
}

/** Where a folder has them all, beside whatever else lies there. */
export const RECORD_FILE = /\.(?:jsonl|ndjson)$/i;

const tooMany = (where: string, size: number): UsageError =>
  new UsageError(`${where} has ${size} bytes of records, more than ${MOST_BYTES}: keep those of the present rollout.`);

function readFile(path: string, line: TakeLine): ReturnType<typeof readLines> {
  const file = openSync(path, "r");
  try {
    if (!fstatSync(file).isFile()) return { bytes: 0, monsters: 0 };
    return readLines((into, at, most) => readSync(file, into, at, most, null), line);
  } finally {
    closeSync(file);
  }
}
