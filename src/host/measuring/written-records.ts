import { basename, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { readDataFile } from "../files/read-data-file.ts";
import { findLogs } from "../logs/find-logs.ts";
import { LARGEST_RECORDS } from "./record-branch.ts";
import type { WrittenRecords } from "./push-records.ts";
import { RECORD_FILE } from "./read-tasks.ts";

/** What it may be called on a branch, so that it is a file of that name on every machine. */
const NAME = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;

/**
 * The lines of a file of records, or of those in a folder, and how many were left out because their end is not written
 * yet: a worker may be at work on them. Throws UsageError where there are none to read.
 */
export function writtenRecords(
  cwd: string,
  path: string,
): { readonly records: readonly WrittenRecords[]; readonly open: number } {
  const named = resolve(cwd, path);
  const found = findLogs(named).files.filter((file) => RECORD_FILE.test(file));
  if (found.length === 0) throw new UsageError(`There are no records in "${path}": their files end with .jsonl.`);
  let open = 0;
  const records = found.map((file) => {
    const name = file === named ? basename(file) : relative(named, file).split(sep).join("/");
    if (!NAME.test(name))
      throw new UsageError(
        `"${join(path, name)}" cannot lie on a branch: give it a name of letters, digits, . _ and -.`,
      );
    const read = readDataFile(cwd, file, LARGEST_RECORDS);
    if (!read.ok) throw new UsageError(`${join(path, name)} cannot be read: ${read.reason}.`);
    const lines = read.text.split("\n");
    if (lines.pop() !== "") open += 1;
    return { name, lines };
  });
  return { records, open };
}
