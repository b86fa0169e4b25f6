import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { isInside, realPlace } from "./inside.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Where this user keeps what can be made again. */
export function userCache(env: Env): string | undefined {
  const home = env["HOME"] || env["USERPROFILE"];
  return env["XDG_CACHE_HOME"] || env["LOCALAPPDATA"] || (home && join(home, ".cache"));
}

/** The folder, unless it lies inside the checkout: nothing that a checkout brings may decide what a run does. */
export function outside(checkout: string, folder: string | undefined): string | undefined {
  if (!folder || !isAbsolute(folder)) return undefined;
  return isInside(realPlace(checkout), realPlace(folder)) ? undefined : folder;
}

/** Where we keep what can be made again, for this user or this job of a runner; undefined where no such place is. */
export function ownCache(env: Env, checkout: string): string | undefined {
  const base = outside(checkout, env["RUNNER_TEMP"] || userCache(env));
  return base === undefined ? undefined : join(base, "agent-ci");
}

/** Whether a folder, or the closest above it that is there, is of whoever runs the program. Windows does not say. */
export function isOwn(folder: string): boolean {
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (!found) return dirname(folder) !== folder && isOwn(dirname(folder));
    return found.uid === (process.getuid?.() ?? found.uid);
  } catch {
    return false; // it cannot be reached
  }
}

/** A new folder that nobody else can write to, outside the checkout. */
export function temporaryFolder(env: Env, checkout: string, prefix: string): string {
  const base = outside(checkout, env["RUNNER_TEMP"]) ?? outside(checkout, tmpdir());
  if (base === undefined) throw new UsageError("The folder for temporary files lies in the repository: set TMPDIR.");
  return mkdtempSync(join(base, prefix));
}
