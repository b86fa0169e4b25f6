import { realpathSync } from "node:fs";
import { join, sep } from "node:path";

/** Whether a symbolic link on the way leads out of the folder. What is not there leads nowhere. */
export function leadsOut(root: string, path: string): boolean {
  try {
    return !realpathSync(join(root, path)).startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    return false;
  }
}
