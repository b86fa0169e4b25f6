import { type Dirent, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { readBounded } from "../files/read-bounded.ts";

const LARGEST = 1024 * 1024;
const MOST_FILES = 200;

/** A file of git's configuration that belongs to a checkout. */
export interface ConfigFile {
  /** Relative to the checkout where it lies in it. */
  readonly file: string;
  readonly text: string;
}

/**
 * The configuration files of a checkout: its own, that of a linked working tree, those of submodules, and what they
 * include, wherever that lies: actions/checkout keeps its token in a file of RUNNER_TEMP that `.git/config` includes by
 * a condition. `includes` tells which paths a text includes. Those of the user and of the system are not among them.
 */
export function gitConfigFiles(top: string, includes: (text: string) => readonly string[]): readonly ConfigFile[] {
  const folder = gitFolder(top);
  const common = resolve(folder, textOf(join(folder, "commondir"))?.trim() ?? ".");
  const waiting = [...new Set([folder, common])].flatMap((one) => [
    join(one, "config"),
    join(one, "config.worktree"),
    ...configsBelow(join(one, "modules")),
  ]);
  const found = new Map<string, string>();
  for (const path of waiting) {
    if (found.has(path) || found.size >= MOST_FILES) continue;
    const text = textOf(path);
    if (text === undefined) continue;
    found.set(path, text);
    waiting.push(...includes(text).map((included) => resolve(dirname(path), expanded(included))));
  }
  return Array.from(found, ([path, text]) => ({ file: shown(top, path), text }));
}

/** Those of submodules, and of theirs. Objects are many, and none of them is one. Links are not followed. */
function configsBelow(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return one.name === "objects" ? [] : configsBelow(path);
    return one.name === "config" ? [path] : [];
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return []; // most checkouts have no submodule
  }
}

/** `.git` of a linked working tree or a submodule is a file that names the folder. */
function gitFolder(top: string): string {
  const pointer = /^gitdir: (.+)$/m.exec(textOf(join(top, ".git")) ?? "")?.[1];
  return pointer === undefined ? join(top, ".git") : resolve(top, pointer.trim());
}

const expanded = (path: string): string => (path.startsWith("~/") ? join(homedir(), path.slice(2)) : path);
const textOf = (path: string): string | undefined => readBounded(path, LARGEST)?.toString("utf8");

function shown(top: string, path: string): string {
  const inside = relative(top, path);
  return inside.startsWith("..") || isAbsolute(inside) ? path : inside;
}
