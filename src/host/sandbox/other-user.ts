import { lchownSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { realPlace } from "../files/inside.ts";
import { procText, usersNow } from "./processes.ts";
import type { User } from "./chain.ts";
import type { IsolatedRun, SandboxGround } from "./isolated-run.ts";

/** Ids that no person and no package has. https://systemd.io/UIDS-GIDS/, read 2026-11-30. */
const [FIRST, LAST] = [61_184, 65_519];
/** Bits of CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_KILL, CAP_SETGID and CAP_SETUID: capabilities(7). */
const POWERS = [0, 1, 5, 6, 7].reduce((sum, bit) => sum + 2 ** bit, 0);

/**
 * Root need not run a program as itself, as in a container of a pipeline: as somebody else it reads no key of the
 * machine, and, where no namespace can be had, no environment with a token in it, ends no process of the job, and
 * writes to none of its files. Gives the workspace and HOME to that user. Undefined where the program stays who we
 * are: who is no root cannot be another, and what another could not reach must not fail for that.
 */
export function otherUser(ground: SandboxGround, run: IsolatedRun, program: string): User | undefined {
  if (process.getuid?.() !== 0 || ground.programs["setpriv"] === undefined || !hasPowers()) return undefined;
  const needed = [program, ...(run.visible ?? []), dirname(run.workspace), dirname(run.home)];
  if (!needed.every(isOpenToAll)) return undefined;
  const taken = usersNow();
  for (let id = FIRST; id <= LAST; id += 1) {
    if (taken.has(id)) continue;
    for (const folder of [run.workspace, run.home]) give(folder, id);
    return { uid: id, gid: id };
  }
  return undefined;
}

function hasPowers(): boolean {
  const held = /^CapEff:\s*([0-9a-f]+)$/m.exec(procText("/proc/self/status"))?.[1];
  if (held === undefined || mappedUsers() <= LAST) return false;
  return (BigInt(`0x${held}`) & BigInt(POWERS)) === BigInt(POWERS);
}

/** How many users there are from root on: fewer than on a machine where a container has no root of its own. */
function mappedUsers(): number {
  const ranges = procText("/proc/self/uid_map")
    .split("\n")
    .map((line) => line.trim().split(/ +/).map(Number));
  return ranges.find(([first]) => first === 0)?.[2] ?? 0;
}

/** Whether anybody can read it, and get to it. */
function isOpenToAll(path: string): boolean {
  try {
    const real = realPlace(path);
    const { mode } = statSync(real);
    const ways = [path, real].flatMap(foldersAbove);
    // Of a program the rights of reading and running go together nearly always.
    return (mode & 0o001) !== 0 && ways.every((folder) => (statSync(folder).mode & 0o001) !== 0);
  } catch {
    return false;
  }
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}

/** Makes a folder and all in it another user's. */
export function give(at: string, id: number): void {
  lchownSync(at, id, id);
  for (const one of readdirSync(at, { recursive: true, encoding: "utf8" })) lchownSync(join(at, one), id, id);
}
