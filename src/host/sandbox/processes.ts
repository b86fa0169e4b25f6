import { readFileSync, readdirSync } from "node:fs";

/**
 * A process and all that it started and that still have it for an ancestor. Linux; elsewhere only the process itself.
 */
export function withDescendants(pid: number): readonly number[] {
  const found = [pid];
  for (const parent of found) {
    const children = procText(`/proc/${parent}/task/${parent}/children`).split(" ");
    found.push(...children.flatMap((word) => Number(word) || []));
  }
  return found;
}

/**
 * Every process whose environment has this text in it, as far as it may be read, that belongs to the group, or that is
 * of the user. Linux; elsewhere none.
 */
export function membersOf(group: number, mark: string, user: number | undefined): readonly number[] {
  return allProcesses().filter((pid) => {
    const [state, , of] = statOf(pid);
    if (state === undefined || state === "Z" || state === "X") return false;
    if (Number(of) === group || (user !== undefined && userOf(pid) === user)) return true;
    return procText(`/proc/${pid}/environ`).includes(mark);
  });
}

/**
 * Resident memory of processes together, in bytes, asked for again and again. What has just been forked, and is no
 * program of its own yet, has its parent's memory: it counts from the second time on.
 */
export function memoryOfProcesses(): (pids: readonly number[]) => number {
  let seen: ReadonlySet<number> = new Set();
  return (pids) => {
    const status = new Map(pids.map((pid) => [pid, procText(`/proc/${pid}/status`)]));
    const own = pids.filter((pid) => {
      const parent = fieldOf(status.get(pid), "PPid");
      const isCopy = fieldOf(status.get(pid), "VmSize") === fieldOf(status.get(parent), "VmSize");
      return seen.has(pid) || !status.has(parent) || !isCopy;
    });
    seen = new Set(pids);
    return own.reduce((sum, pid) => sum + fieldOf(status.get(pid), "VmRSS"), 0) * 1024;
  };
}

/** A number of `/proc/<pid>/status`; 0 where it is not there. */
const fieldOf = (status = "", name: string): number => {
  const line = status.split("\n").find((one) => one.startsWith(`${name}:`));
  return Number.parseInt(line?.slice(name.length + 1) ?? "", 10) || 0;
};

/** The ids of all users who have a process. */
export const usersNow = (): ReadonlySet<number> => new Set(allProcesses().map(userOf));

/** The real user of a process; root where it is gone. */
const userOf = (pid: number): number => fieldOf(procText(`/proc/${pid}/status`), "Uid");

/** What a process calls itself. */
export const nameOfProcess = (pid: number): string => procText(`/proc/${pid}/comm`).trim() || String(pid);

/** State, parent and group. The name before them may hold spaces and brackets. */
const statOf = (pid: number): readonly string[] => {
  const text = procText(`/proc/${pid}/stat`);
  return text === "" ? [] : text.slice(text.lastIndexOf(")") + 2).split(" ");
};

function allProcesses(): readonly number[] {
  try {
    return readdirSync("/proc").flatMap((name) => Number(name) || []);
  } catch {
    return [];
  }
}

/** A file of `/proc`; empty where it is gone, or nobody may read it. */
export function procText(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
