import { type Dirent, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { systemWords } from "../files/error-code.ts";

/** Logs are text: one JSON, one per line, or a table. */
const LOG = /\.(?:jsonl|ndjson|json|log|csv)$/i;
/** Other people's packages have JSON too, and a great deal of it. */
const LEFT_OUT = new Set(["node_modules", ".git"]);
/** Subagents of subagents have folders of their own, but not this many. */
const DEEPEST = 40;

export interface FoundLogs {
  /** In an order that is the same on every machine. */
  readonly files: readonly string[];
  /** Folders that could not be listed. */
  readonly locked: number;
}

/**
 * The logs in a folder and below it, links not followed, or the one file that was named. Throws UsageError where there
 * is nothing of that name.
 */
export function findLogs(path: string): FoundLogs {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`There is no file or folder "${path}".`);
  if (stats.isFile()) return { files: [path], locked: 0 };
  if (!stats.isDirectory())
    throw new UsageError(`"${path}" is no file: what comes through a pipe has to be written to one first.`);
  const files: string[] = [];
  let locked = 0;
  const walk = (folder: string, depth: number): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      if (depth === 0) throw new UsageError(`Cannot list "${path}": ${systemWords(error)}.`);
      locked += 1;
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const at = join(folder, entry.name);
      if (entry.isFile() && LOG.test(entry.name)) files.push(at);
      else if (entry.isDirectory() && depth < DEEPEST && !LEFT_OUT.has(entry.name)) walk(at, depth + 1);
    }
  };
  walk(path, 0);
  return { files, locked };
}

/** What a file may be called in a report: a folder's name may be that of a user, or spell out a path of theirs. */
export const shownName = (file: string, index: number): string => {
  const name = basename(file);
  return /^[\w][\w.-]{0,80}$/.test(name) ? name : `file ${index + 1}`;
};
