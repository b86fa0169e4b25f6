import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { makeFolder } from "../files/make-folder.ts";

/**
 * All that a folder of releases is written by, one step of the disk each, so that it can be said what is there after
 * any of them: tests end a deployment before and in the middle of each.
 */
export interface Disk {
  readonly makeFolder: (path: string) => void;
  /** A new file, on the disk when this returns. */
  readonly write: (path: string, bytes: Uint8Array | string, executable: boolean) => void;
  readonly link: (target: string, path: string) => void;
  /** Replaces what is there at once. */
  readonly rename: (from: string, to: string) => void;
  /** A file, a link, or a folder with all that is in it; nothing is no mistake. */
  readonly remove: (path: string) => void;
  /** Names of a folder are on the disk when this returns. */
  readonly sync: (folder: string) => void;
}

const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

export const realDisk: Disk = {
  makeFolder: (path) => makeFolder(path, 0o755),
  write: (path, bytes, executable) => {
    const descriptor = openSync(path, NEW, 0o600);
    try {
      writeFileSync(descriptor, bytes);
      fchmodSync(descriptor, executable ? 0o755 : 0o644);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  link: (target, path) => symlinkSync(target, path),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  sync: (folder) => {
    const descriptor = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
};
