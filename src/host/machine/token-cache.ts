import { join } from "node:path";
import type { CountCache } from "../../model/ports.ts";
import { ownCache } from "../files/cache-folder.ts";
import { makeFolder } from "../files/make-folder.ts";
import { readBounded } from "../files/read-bounded.ts";
import { writeWhole } from "../files/write-whole.ts";

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
 * Counts of one tokenizer by one version of agent-ci, in the user's folder for such things: never inside the checkout,
 * whose content judges nothing. A file that is not ours, or broken, counts as none; what cannot be written is left.
 */
export function openTokenCache(env: Env, checkout: string, name: string): KeptCache {
  const folder = ownCache(env, checkout);
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

/** Whoever else can write to a shared folder could have put one there. */
function read(file: string): Map<string, number> {
  const text = readBounded(file, LARGEST, true)?.toString("utf8") ?? "";
  const lines = text.split("\n").map((line) => LINE.exec(line));
  const whole = text.endsWith("\n") && lines.slice(0, -1).every((line) => line !== null);
  return new Map(whole ? lines.flatMap((line) => (line ? [[line[1] ?? "", Number(line[2])] as const] : [])) : []);
}

/** Another run never reads half of it. */
function write(folder: string, file: string, counts: ReadonlyMap<string, number>): void {
  try {
    makeFolder(folder, 0o700);
    const lines = [...counts].map(([key, count]) => `${key} ${count}\n`).join("");
    writeWhole(file, lines, { mode: 0o600, cached: true });
  } catch {
    // The next run counts again.
  }
}
