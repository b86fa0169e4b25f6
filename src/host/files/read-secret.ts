import { readFileSync, statSync } from "node:fs";

const LONGEST = 4096;

/** The one line of a file that a secret is mounted as, which often is a link. Undefined where it cannot be read. */
export function readSecret(file: string): string | undefined {
  try {
    const found = statSync(file);
    return found.isFile() && found.size <= LONGEST ? readFileSync(file, "utf8").trim() : undefined;
  } catch {
    return undefined;
  }
}
