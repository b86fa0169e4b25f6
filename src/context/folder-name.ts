import { folderOf } from "../inventory/places/layout.ts";

/** The name of the folder that a file lies in; undefined at the top, where it is not known. */
export function folderName(path: string): string | undefined {
  const folder = folderOf(path);
  return folder === "" ? undefined : folder.slice(folder.lastIndexOf("/") + 1);
}
