import { LOCATIONS } from "./locations.ts";

/** What some disks leave out of names: characters of no width, and those that turn the direction of text. */
const IGNORED = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;

/** A name as disks compare it that ignore case: Ä and ä, ſ and s, K and the sign of Kelvin are one. */
const foldName = (name: string): string => name.replaceAll(IGNORED, "").normalize("NFC").toUpperCase().toLowerCase();

let known: ReadonlyMap<string, string> | undefined;

/** The names of folders and files that clients look for, by their folded form. */
function names(): ReadonlyMap<string, string> {
  known ??= new Map(
    Object.values(LOCATIONS)
      .flatMap((places) => Object.values(places).flat())
      .flatMap((place) => place.split("/"))
      .filter((name) => name !== "" && !name.includes("*") && !name.startsWith("<"))
      .toReversed() // the first spelling of a name is the one that clients look for
      .map((name) => [foldName(name), name]),
  );
  return known;
}

let atTop: ReadonlySet<string> | undefined;

/**
 * Whether a file is called as a client's own where hardly anything else lies: instructions and settings at the top, and
 * instructions of Claude Code in its folder. Deeper down a page may be called `agents.md`.
 */
function isAtTop(path: string): boolean {
  if (path.includes("/") && !/^\.claude\/[^/]+$/i.test(path)) return false;
  atTop ??= new Set(
    [
      ...Object.values(LOCATIONS.instructions).flat(),
      ...LOCATIONS.instructions["claude-code"].map((name) => `.claude/${name}`),
      ...[...names().values()].filter((name) => name.endsWith(".json") || name.endsWith(".jsonc")),
    ].map((place) => foldName(place.replace(/^\//, ""))),
  );
  return atTop.has(foldName(path));
}

/**
 * Whether a path may be meant for another: it has letters of no alphabet of ours, capitals in a client's place, or lies
 * at the top under a client's name.
 */
function isSuspect(path: string): boolean {
  if (isAtTop(path)) return true;
  if (/[^\0-\x7F]/.test(path)) return true; // oxlint-disable-line eslint/no-control-regex -- the first of ASCII
  const dot = path.startsWith(".") ? 0 : path.indexOf("/.");
  return dot !== -1 && /[A-Z]/.test(path.slice(dot));
}

const ENDING = /\.[A-Z]+$/i;

/**
 * The path that clients would take a path for on a disk that ignores case, where that is another one; undefined where
 * nobody could mean it.
 */
export function canonicalPath(path: string): string | undefined {
  if (!isSuspect(path)) return undefined;
  const canonical = path
    .split("/")
    .map((name) => {
      const folded = foldName(name);
      return names().get(folded) ?? (folded === name ? name : name.replace(ENDING, (end) => end.toLowerCase()));
    })
    .join("/");
  return canonical === path ? undefined : canonical;
}
