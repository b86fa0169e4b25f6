import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import type { CountCache } from "../model/ports.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** A cache that is kept in a file once it is saved. */
export interface KeptCache extends CountCache {
  readonly save: () => void;
}

const MOST_ENTRIES = 200_000;
/** A line is 64 digits of a hash, a space, a count. */
const LARGEST = MOST_ENTRIES * 80;
const LINE = /^([0-9a-f]{64}) (\d{1,9})$/;

/**
 * Counts of one tokenizer by one version of agent-ci, in the user's folder for such things: never inside the checkout, whose
 * content judges nothing. A file that is not ours, or broken, counts as none; what cannot be written is left.
 */
export function openTokenCache(env: Env, checkout: string, name: string): KeptCache {
  const folder = cacheFolder(env, checkout);
  const file = folder === undefined ? undefined : join(folder, `tokens-${name}.txt`);
  const counts = file === undefined ? new Map<string, number>() : read(file);
  let changed = false;
  return {
    get: (key) => counts.get(key),
    set: (key, count) => {
      if (counts.size >= MOST_ENTRIES) return;
      counts.set(key, count);
      changed = true;
    },
    save: () => {
      if (changed && folder !== undefined && file !== undefined) write(folder, file, counts);
    },
  };
}

function cacheFolder(env: Env, checkout: string): string | undefined {
  const home = env["HOME"] || env["USERPROFILE"];
  const base = env["RUNNER_TEMP"] || env["XDG_CACHE_HOME"] || env["LOCALAPPDATA"] || (home && join(home, ".cache"));
  if (!base || !isAbsolute(base)) return undefined;
  return isBelow(real(checkout), real(base)) ? undefined : join(base, "agent-ci");
}

const isBelow = (folder: string, path: string): boolean =>
  !/^\.\.(?:[\\/]|$)/.test(relative(folder, path)) && !isAbsolute(relative(folder, path));

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function read(file: string): Map<string, number> {
  const text = readOwn(file) ?? "";
  const lines = text.split("\n").map((line) => LINE.exec(line));
  const whole = text.endsWith("\n") && lines.slice(0, -1).every((line) => line !== null);
  return new Map(whole ? lines.flatMap((line) => (line ? [[line[1] ?? "", Number(line[2])] as const] : [])) : []);
}

/** A regular file of whoever runs the program: in a shared folder others could have put one there. */
function readOwn(file: string): string | undefined {
  try {
    const handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const { size, uid } = fstatSync(handle);
      const mine = process.getuid === undefined || uid === process.getuid();
      return size <= LARGEST && mine ? readFileSync(handle, "utf8") : undefined;
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

/** Written beside and renamed: another run never reads half of it. */
function write(folder: string, file: string, counts: ReadonlyMap<string, number>): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, [...counts].map(([key, count]) => `${key} ${count}\n`).join(""), { mode: 0o600, flag: "wx" });
    renameSync(beside, file);
  } catch {
    // The next run counts again.
  }
}
