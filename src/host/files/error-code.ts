/** The code of an error of the system, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "an error";
}

/** What the system refused, in words that name no path of the machine: who asked knows which file it was about. */
export function systemWords(error: unknown): string {
  const code = errorCode(error);
  const words = WORDS[code];
  if (words !== undefined) return words;
  return code === "an error" && error instanceof Error ? error.message : `the system says ${code}`;
}

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
