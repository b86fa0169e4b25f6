import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { errorCode } from "../../files/error-code.ts";
import { readBounded } from "../../files/read-bounded.ts";
import type { Disk } from "../disk.ts";
import { LOCK, type Store } from "./store.ts";

/**
 * Does what only one may do at a time in a store: to write a release, and to remove one. Answers with who else is at
 * it, where somebody is. What a process left behind that is gone is nobody's.
 */
export async function underLock<T>(
  disk: Disk,
  store: Store,
  work: () => T | Promise<T>,
): Promise<{ readonly done: T } | { readonly heldBy: string }> {
  const path = join(store.top, LOCK);
  const mine = `${process.pid} ${startOf(process.pid)} ${hostname()}\n`;
  for (let again = true; ; again = false)
    try {
      disk.write(path, mine, false);
      break;
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
      const holder = readBounded(path, 1024)?.toString("utf8") ?? "";
      if (!again || !isGone(holder)) return { heldBy: `process ${holder.trim() || "nobody knows which"} (${path})` };
      disk.remove(path);
    }
  try {
    return { done: await work() };
  } finally {
    disk.remove(path);
  }
}

/** Whether the process that a lock names is gone. Of another machine nobody can say. */
function isGone(holder: string): boolean {
  const [pid = "", start = "", host = ""] = holder.trim().split(" ");
  if (host !== hostname()) return holder.trim() === "";
  return startOf(Number(pid)) !== start;
}

/**
 * What tells a process from one of the same number after it; empty where there is none. Linux says when it started,
 * other systems whether it is there.
 */
function startOf(pid: number): string {
  if (!Number.isSafeInteger(pid) || pid <= 0) return "";
  const stat = readProcess(pid);
  if (stat !== undefined) {
    const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? "" : (fields[STARTED] ?? "");
  }
  if (process.platform === "linux") return "";
  try {
    process.kill(pid, 0);
    return "there";
  } catch (error) {
    return errorCode(error) === "EPERM" ? "there" : "";
  }
}
/** Of the fields behind the state: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, read 2026-11-30. */
const STARTED = 18;

function readProcess(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return undefined;
  }
}
