import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a folder holds, without links and modes: a null is a folder. */
export type FolderCopy = ReadonlyMap<string, Buffer | null>;

/** In memory, so that nothing is left to be removed. */
export function keepFolder(folder: string): FolderCopy {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    found.map((one) => {
      const path = join(one.parentPath, one.name);
      return [path.slice(folder.length + 1), one.isDirectory() ? null : readFileSync(path)];
    }),
  );
}

export function putFolder(copy: FolderCopy, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const folders = [...copy].flatMap(([path, bytes]) => (bytes === null ? [path] : []));
  for (const path of folders) mkdirSync(join(folder, path), { recursive: true });
  for (const [path, bytes] of copy) if (bytes !== null) writeFileSync(join(folder, path), bytes);
}
