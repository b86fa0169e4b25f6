import { mkdir, readlink, rm, symlink } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const POLL = 300;
const PATIENCE = 30 * 60_000;

/**
 * Runs `work` while this process holds the lock; waits for another holder, takes over from one that died, and throws
 * after 30 minutes. Two that take over at the same instant may both run: `work` must be safe then, only wasteful.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const deadline = performance.now() + PATIENCE;
  while (!(await take(path))) {
    if (performance.now() > deadline) throw new Error(`Another process holds ${path}; remove it if none is running.`);
    if (await isAbandoned(path)) await rm(path, { force: true });
    else await sleep(POLL);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** False when no process of that id runs on this machine. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

async function take(path: string): Promise<boolean> {
  try {
    // A link comes into being together with what it says; a file is empty for a moment.
    await symlink(String(process.pid), path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const holder = Number(await readlink(path).catch(() => ""));
  return Number.isSafeInteger(holder) && holder > 0 && !isAlive(holder);
}
