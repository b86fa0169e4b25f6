import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
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

/** A new folder that nobody else can write to, outside the checkout. */
export function temporaryFolder(env: Env, checkout: string, prefix: string): string {
  const base = outside(checkout, env["RUNNER_TEMP"]) ?? outside(checkout, tmpdir());
  if (base === undefined) throw new UsageError("The folder for temporary files lies in the repository: set TMPDIR.");
  return mkdtempSync(join(base, prefix));
}
