import { spawnSync } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";
import { availableParallelism, homedir } from "node:os";
import { dirname, parse } from "node:path";
import type { Machine } from "../../model/ports.ts";
import { VERSION_ARGUMENTS } from "./known-tools.ts";
import { findProgram, trustedPath } from "./programs.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** This machine, seen from a repository: its disk counts, and no program of it is started. */
export function thisMachine(top: string, env: Env): Machine {
  return {
    measure: (resource) => {
      switch (resource) {
        case "cpu-cores":
          return availableParallelism();
        case "free-memory":
          return process.availableMemory();
        case "free-disk":
          return free(top);
        case "shared-memory":
          return free("/dev/shm");
        default:
          return fileDescriptors();
      }
    },
    tool: (name) => {
      const program = findProgram(name, env, [top]);
      if (program === undefined) return undefined;
      const version = versionOf(name, program, top, env);
      return version === undefined ? {} : { version };
    },
  };
}

/** What an ordinary user may still write to a disk. */
function free(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** The soft limit of whoever started us: Node raises its own as far as it may. */
function fileDescriptors(): number | undefined {
  for (const whose of [process.ppid, "self"]) {
    const limit = /^Max open files\s+(\d+|unlimited)/m.exec(textOf(`/proc/${whose}/limits`))?.[1];
    if (limit !== undefined) return limit === "unlimited" ? Number.MAX_SAFE_INTEGER : Number(limit);
  }
  return undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Far from the repository and without its variables: package managers would let its files choose another program. */
function versionOf(name: string, program: string, top: string, env: Env): string | undefined {
  const args = Object.hasOwn(VERSION_ARGUMENTS, name) ? VERSION_ARGUMENTS[name] : undefined;
  if (!args) return undefined;
  const { stdout, stderr, error } = spawnSync(program, args, {
    argv0: name, // some programs are many, and tell which one is meant by the name that they are called by
    cwd: parse(dirname(program)).root,
    env: { PATH: trustedPath(env, [top]), HOME: homedir(), LC_ALL: "C" },
    encoding: "utf8",
    timeout: 10_000,
    maxBuffer: 64 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  if (error) return undefined;
  return /(?<![\d.])\d{1,9}(?:\.\d{1,9}){1,3}/.exec(`${stdout}\n${stderr}`.slice(0, 4096))?.[0];
}
