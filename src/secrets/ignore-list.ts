import type { Leak } from "./leak.ts";

/** Files with the fingerprints that scanner programs leave out. */
export const IGNORE_FILES = [".gitleaksignore", ".betterleaksignore"] as const;
/** Whether a file is an ignore list, in any case of its letters: some disks know none. */
export const isIgnoreFile = (path: string): boolean => IGNORE_FILES.some((name) => name === path.toLowerCase());

/** The comments that make scanner programs leave out a line. */
export const ALLOW = /(?:gitleaks|betterleaks):allow/;

/** A place that somebody answers for. */
export type IgnoredPlace = Pick<Leak, "file" | "line" | "commit"> & {
  /** What the program calls it; any where the engine has names of its own. */
  readonly rule?: string;
};

/**
 * Whether an ignore file names a place: `file:rule:line` for the checked files and for every commit,
 * `commit:file:rule:line` for one. Files count from the repository's top.
 * https://github.com/gitleaks/gitleaks#gitleaksignore, read 2026-11-26.
 */
export function ignoring(text: string): (place: IgnoredPlace) => boolean {
  const known = new Map<string, Set<string>>();
  for (const line of text.split(/\r?\n/)) {
    const [, at = "", rule = "", number = ""] = ENTRY.exec(line.trim()) ?? [];
    if (at === "") continue;
    const key = JSON.stringify([at.replaceAll("\\", "/").replace(/^\.\//, ""), Number(number)]);
    known.set(key, (known.get(key) ?? new Set()).add(rule));
  }
  return ({ file, line, commit, rule }) =>
    [file, ...(commit === undefined ? [] : [`${commit}:${file}`])].some((at) => {
      const rules = known.get(JSON.stringify([at, line]));
      return rules !== undefined && (rule === undefined || rules.has(rule));
    });
}

const ENTRY = /^(?!#)(.+):([^:\s]+):(\d{1,9})$/;
