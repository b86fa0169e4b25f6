import { dirname, join } from "node:path";
import { outside } from "./cache-folder.ts";
import { systemWords } from "./error-code.ts";
import { makeFolder } from "./make-folder.ts";
import { type Refusal, writeWhole } from "./write-whole.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Where this user keeps what is theirs alone. */
export function userConfig(env: Env): string | undefined {
  const home = env["HOME"] || env["USERPROFILE"];
  return env["XDG_CONFIG_HOME"] || env["APPDATA"] || (home && join(home, ".config"));
}

/** Whether a file lies where no commit takes it along. */
export const isPrivate = (checkout: string, file: string): boolean => outside(checkout, file) !== undefined;

/** Writes a file that its user alone may read: outside the checkout, and over nothing. */
export function writePrivate(checkout: string, file: string, text: string): Refusal {
  if (!isPrivate(checkout, file)) return "it lies in the repository";
  try {
    makeFolder(dirname(file), 0o700);
    writeWhole(file, text, { before: "nothing", mode: 0o600 });
    return undefined;
  } catch (error) {
    return systemWords(error);
  }
}
