import { LARGEST_TEXT } from "../../inventory/texts/read-text.ts";
import { isGitName } from "../../model/git-name.ts";

/** More of it is no configuration; an archive of all that is still read at once. */
export const MOST_FILES = 10_000;
export const LARGEST_RELEASE = 40 * 1024 * 1024;
/** No secret is looked for in a larger one. */
export const LARGEST_FILE = LARGEST_TEXT;
/** In bytes: what Linux takes. */
const LONGEST_PATH = 1024;
const LONGEST_NAME = 255;

/** What the files of a release are called that it is described by. */
const RESERVED: ReadonlySet<string> = new Set(["release.json", "sha256sums"]);

/** Why files are no release: each path by itself, and what disks would take for one. Nothing, where they are one. */
export function releaseFaults(files: readonly { readonly path: string; readonly size: number }[]): readonly string[] {
  if (files.length === 0) return ["a release without files"];
  if (files.length > MOST_FILES) return [`${files.length} files, more than ${MOST_FILES}`];
  const faults = files.flatMap(({ path, size }) => {
    const fault = pathFault(path) ?? (size > LARGEST_FILE ? `has ${size} bytes, more than ${LARGEST_FILE}` : undefined);
    return fault === undefined ? [] : [`${JSON.stringify(path)} ${fault}`];
  });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > LARGEST_RELEASE) faults.push(`${total} bytes together, more than ${LARGEST_RELEASE}`);
  return [...faults, ...collisions(files.map(({ path }) => path))];
}

/** Why a path may be in no release, on whatever system: behind the path. */
function pathFault(path: string): string | undefined {
  if (path === "") return "is empty";
  if (/\p{Cs}|\uFFFD/u.test(path)) return "is no UTF-8";
  if (path.includes("\0")) return "holds a NUL";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "is absolute";
  if (byteLength(path) > LONGEST_PATH) return `is longer than ${LONGEST_PATH} bytes`;
  const parts = path.split("/");
  // To Windows a backslash is a slash.
  if (path.split(/[/\\]/).includes("..")) return "leaves the release";
  if (parts.some((part) => part === "" || part === ".")) return "is no plain path";
  if (parts.some((part) => byteLength(part) > LONGEST_NAME)) return `has a name of more than ${LONGEST_NAME} bytes`;
  if (parts.some(isGitName)) return "lies in git's own folder";
  return parts.length === 1 && RESERVED.has(path.toLowerCase())
    ? "is what the release itself is described by"
    : undefined;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** Paths that some disk takes for one another, and files that others take for a folder. */
function collisions(paths: readonly string[]): readonly string[] {
  const files = new Map<string, string>();
  const faults: string[] = [];
  for (const path of paths) {
    const before = files.get(folded(path));
    if (before === path) faults.push(`${JSON.stringify(path)} stands there twice`);
    else if (before !== undefined)
      faults.push(`${JSON.stringify(path)} and ${JSON.stringify(before)} are one on some disks`);
    files.set(folded(path), path);
  }
  const folders = new Map<string, string>();
  for (const path of paths)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      const before = folders.get(folded(folder));
      if (before === folder) break; // and so are those above it
      const file = files.get(folded(folder));
      if (file !== undefined)
        faults.push(`${JSON.stringify(file)} is a file, and the folder of ${JSON.stringify(path)}`);
      if (before !== undefined)
        faults.push(`the folders ${JSON.stringify(folder)} and ${JSON.stringify(before)} are one on some disks`);
      folders.set(folded(folder), folder);
    }
  return faults;
}

const folded = (path: string): string => path.normalize("NFC").toLowerCase();
