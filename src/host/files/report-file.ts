import { lstatSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { UsageError } from "../../model/usage-error.ts";

/**
 * Writes a report, making the folders it needs. `anywhere` is for paths that the user typed; a path from the
 * configuration stays below the folder. Inside it no symbolic link is followed: a checked-out repository could
 * hold one that leads out.
 */
export function writeReport(
  folder: string,
  path: string,
  text: string,
  { anywhere }: { readonly anywhere: boolean },
): void {
  const file = resolve(folder, path);
  const outside = leaves(folder, file);
  if (outside && !anywhere)
    throw new UsageError(
      `"${path}" lies outside the working directory. Write it with --output, or below the directory.`,
    );
  try {
    if (!outside && landsOutside(folder, file))
      throw new UsageError(`"${path}" leads out of the working directory through a symbolic link.`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot write "${path}": ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whether what is on the way to a path leads out of a folder; the path itself need not be there yet. */
export const landsOutside = (folder: string, file: string): boolean => leaves(realpathSync(folder), landing(file));

const leaves = (folder: string, path: string): boolean => /^\.\.(?:[\\/]|$)/.test(relative(folder, path));

/** Where the closest thing that exists on the way to a path really is; a dangling link counts as leaving. */
function landing(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    if (!isThere(at)) continue;
    try {
      return realpathSync(at);
    } catch {
      return dirname(resolve("/"));
    }
  }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // below a file
  }
}
