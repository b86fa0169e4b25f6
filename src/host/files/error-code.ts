/** The code of an error of the system, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return "an error";
  return error.code === "" ? (UNNAMED[unnamedWords(error) ?? ""] ?? "an error") : error.code;
}

/** What the system refused, in words that name no path of the machine: who asked knows which file it was about. */
export function systemWords(error: unknown): string {
  const code = errorCode(error);
  const words = WORDS[code];
  if (words !== undefined) return words;
  if (code !== "an error" || !(error instanceof Error)) return `the system says ${code}`;
  const unnamed = unnamedWords(error);
  return unnamed === undefined ? error.message : `the system says "${unnamed}"`;
}

/** What an error says of itself, with the paths that it names. */
export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message.replace(UNKNOWN, "") : String(error);

/**
 * What stands in front of the system's own words where Node removes a file and knows no code for what went wrong: the
 * code is empty then.
 */
const UNKNOWN = /^, Unknown error: /;
const unnamedWords = ({ message }: Error): string | undefined =>
  /^, Unknown error: (.+?)(?:: | '|$)/.exec(message)?.[1];

/** Codes by those words, as libraries of C on Linux and macOS have them. */
const UNNAMED: Readonly<Record<string, string>> = {
  "Device or resource busy": "EBUSY",
  "Disc quota exceeded": "EDQUOT",
  "Disk quota exceeded": "EDQUOT",
  "Input/output error": "EIO",
  "No space left on device": "ENOSPC",
  "Read-only file system": "EROFS",
  "Resource busy": "EBUSY",
  "Too many levels of symbolic links": "ELOOP",
};

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EDQUOT: "your share of the disk is used up",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "its path is longer than the system takes",
  ENOENT: "it is not there",
  ENOSPC: "the disk is full",
  ENOTDIR: "a file stands where a folder would have to be",
  EPERM: "the system does not permit it",
  EROFS: "the disk may only be read",
};
