import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { landsOutside } from "./report-file.ts";

/**
 * Puts a file in the place of another one, whole or not at all: whoever reads it meanwhile has the old text. Missing folders
 * are made, and none of them may lead out of `folder` through a symbolic link; a link in the file's own place is replaced.
 */
export function replaceFile(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  if (landsOutside(folder, dirname(file))) throw new UsageError(`"${path}" leads out of "${folder}".`);
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(beside, "wx");
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new UsageError(`Cannot write "${path}": ${error instanceof Error ? error.message : String(error)}`);
  }
}
