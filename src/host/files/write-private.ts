import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { outside } from "./cache-folder.ts";
import { type Refusal, writeWhole } from "./write-whole.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Where this user keeps what is theirs alone. */
export function userConfig(env: Env): string | undefined {
  const home = env["HOME"] || env["USERPROFILE"];
  return env["XDG_CONFIG_HOME"] || env["APPDATA"] || (home && join(home, ".config"));
}

/** Writes a file that its user alone may read: outside the checkout, and over nothing. */
export function writePrivate(checkout: string, file: string, text: string): Refusal {
  const refused = whyNotPrivate(checkout, file);
  if (refused !== undefined) return refused;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, text, { before: "nothing", mode: 0o600 });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Why a file cannot be written so. */
export function whyNotPrivate(checkout: string, file: string): Refusal {
  if (outside(checkout, file) === undefined) return "it lies in the repository";
  return existsSync(file) ? "it is there already" : undefined;
}
