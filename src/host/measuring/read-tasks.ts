import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { openBudget } from "../../conditions/budget.ts";
import { matches } from "../../conditions/glob.ts";
import { UsageError } from "../../model/usage-error.ts";
import { findLogs } from "../logs/find-logs.ts";
import { scanLines } from "../logs/scan-lines.ts";

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
  for (const file of named)
    bytes += scanLines(file, {
      needles: ["{"],
      line: ({ bytes: one }) => line(one.toString()),
      monster: () => void (monsters += 1),
    });
  return { files: named.length, bytes, monsters };
}
