import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { inPipeline } from "../../model/in-pipeline.ts";
import { UsageError } from "../../model/usage-error.ts";
import { systemWords } from "./error-code.ts";
import { makeFolder } from "./make-folder.ts";
import { posix, realPlace } from "./inside.ts";
import { type Refusal, writeInside, writeWhole } from "./write-whole.ts";
import { isOurs, noteWritten } from "./written-reports.ts";

/**
 * Writes a report, making the folders it needs. `anywhere` is for paths that the user typed; a path from the
 * configuration stays below the folder and, but for a pipeline's checkout, replaces nothing but an earlier report: a
 * repository could name what its reader keeps there. Inside it no symbolic link is followed. Throws UsageError where it
 * cannot be written.
 */
export function writeReport(
  folder: string,
  path: string,
  text: string,
  { anywhere, env }: { readonly anywhere: boolean; readonly env: Readonly<Record<string, string | undefined>> },
): void {
  const file = resolve(folder, path);
  const below = wayFrom(folder, file);
  if (below === undefined && !anywhere)
    throw new UsageError(
      `"${path}" lies outside the working directory. Write it with --output, or below the directory.`,
    );
  const known = realPlace(file);
  if (!anywhere && existsSync(known) && !inPipeline(env) && !isOurs(env, folder, known))
    throw new UsageError(
      `Cannot write "${path}": it is there already, and no report of yours. Remove it, or name it with --output.`,
    );
  const refusal = below === undefined ? writeTyped(file, text) : writeInside(folder, below, text);
  if (refusal !== undefined) throw new UsageError(`Cannot write "${path}": ${refusal}.`);
  noteWritten(env, folder, known, text);
}

/**
 * Throws UsageError where reports cannot be written, as far as that is known before there are any: to a folder, or two
 * to one file, of which the first would be lost.
 */
export function expectReportFiles(folder: string, paths: readonly string[]): void {
  const taken = new Set<string>();
  for (const path of paths) {
    const file = realPlace(resolve(folder, path));
    if (isFolder(file)) throw new UsageError(`Cannot write "${path}": it is a folder. Name a file in it.`);
    if (taken.has(file))
      throw new UsageError(`Cannot write "${path}": another report goes there. Give each format a file of its own.`);
    if (!DEVICE.test(file)) taken.add(file);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // why it cannot be reached is said where it is written
  }
}

/**
 * The way from a folder down to a file, however the folder is spelled in the file's path;
 * undefined where it lies elsewhere.
 */
function wayFrom(folder: string, file: string): string | undefined {
  const top = realPlace(folder);
  for (let at = dirname(file); ; at = dirname(at)) {
    if (realPlace(at) === top) return posix(relative(at, file));
    if (at === dirname(at)) return undefined;
  }
}

const DEVICE = /^\/(?:dev|proc)\//;

/** A device or a pipe takes what it is given; there is nothing to put in its place. */
function writeTyped(file: string, text: string): Refusal {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    const takes = found !== undefined && !found.isFile() && !found.isDirectory();
    if (takes || DEVICE.test(file)) writeFileSync(file, text);
    else {
      makeFolder(dirname(file));
      writeWhole(realPlace(file), text);
    }
    return undefined;
  } catch (error) {
    return systemWords(error);
  }
}
