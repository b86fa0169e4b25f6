/** What is quoted, with the `-c` before it by which another shell is given it to run, and comments. */
const PART = /(?:(-[a-z]*c\s+)?("(?:[^"\\]|\\[^]?)*(?:"|$)|'[^']*(?:'|$)))|(?<=^|[\s;&|(])#[^\n]*/g;
const ESCAPED = /\\[^]/g;

const blank = (text: string): string => " ".repeat(text.length);

/**
 * A shell command with blanks in the place of what is quoted, and of comments. What another shell is given to run
 * (`bash -c '…'`) is quoted for this one alone: it stays where `programs` are kept.
 */
export const outsideQuotes = (command: string, programs: "kept" | "blank"): string =>
  command.replaceAll(PART, (part, runs?: string) => (runs !== undefined && programs === "kept" ? part : blank(part)));

/** The same with double quotes as they are: the text in which the shell replaces variables. */
export const withVariables = (command: string, programs: "kept" | "blank"): string =>
  command
    .replaceAll(PART, (part, runs?: string, quoted?: string) => {
      const kept = runs === undefined ? quoted?.startsWith('"') === true : programs === "kept";
      return kept ? part : blank(part);
    })
    .replaceAll(ESCAPED, blank);
