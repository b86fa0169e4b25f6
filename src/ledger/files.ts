/** Where the parts of a log lie on the branch of states. */
export const CHECKPOINT = "checkpoint";
const LOG_FILE = /^audit\/(\d{6})\.jsonl$/;
const FIRST = 1;

/** The files of a log among others, in their order. */
export const logFiles = (paths: Iterable<string>): readonly string[] =>
  [...paths].filter((path) => LOG_FILE.test(path)).toSorted();

/** The file that is written to. */
export const currentLog = (paths: Iterable<string>): string => logFiles(paths).at(-1) ?? logPath(FIRST);

export const nextLog = (path: string): string => logPath(Number(LOG_FILE.exec(path)?.[1] ?? 0) + 1);

/** Files that nobody needs who goes on with a log: those before the one that is written to. */
export function closedLogs(paths: Iterable<string>): ReadonlySet<string> {
  return new Set(logFiles(paths).slice(0, -1));
}

const logPath = (number: number): string => `audit/${String(number).padStart(6, "0")}.jsonl`;
