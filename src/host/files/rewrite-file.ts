import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, sep } from "node:path";

/** Why a file was not written; undefined where it was. */
export type Refusal = string | undefined;

/**
 * Gives a file below a folder other contents, at once or not at all, with the mode and owner that it has. It is not touched
 * where it no longer holds what was read, or where a symbolic link on the way leads out of the folder.
 */
export function rewriteFile(root: string, path: string, before: Uint8Array, after: Uint8Array): Refusal {
  try {
    const top = realpathSync(root);
    const file = realpathSync(join(top, path));
    if (!file.startsWith(top.endsWith(sep) ? top : top + sep)) return "it lies outside the checked folder";
    if (!statSync(file).isFile()) return "it is no regular file";
    accessSync(file, constants.W_OK); // who may replace a file in its folder could get around that
    if (!readFileSync(file).equals(before)) return "it has changed since it was read; run this again";
    replace(file, after);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function replace(file: string, contents: Uint8Array): void {
  const { mode, uid, gid } = statSync(file);
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  const descriptor = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    try {
      write(descriptor, contents);
      const own = fstatSync(descriptor);
      if (own.uid !== uid || own.gid !== gid) fchownSync(descriptor, uid, gid);
      fchmodSync(descriptor, mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function write(descriptor: number, contents: Uint8Array): void {
  for (let at = 0; at < contents.length;) at += writeSync(descriptor, contents, at);
}
