import { realpathSync } from "node:fs";
import { isAbsolute, relative } from "node:path";

/** A path behind all links; as it is where nothing is there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Whether a path is a folder or lies in it; both real ones. */
export const isBelow = (folder: string, path: string): boolean =>
  !/^\.\.(?:[\\/]|$)/.test(relative(folder, path)) && !isAbsolute(relative(folder, path));
