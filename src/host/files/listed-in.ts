import { type Dirent, readdirSync } from "node:fs";

/** What lies in a folder; nothing where it cannot be listed, such as one that a program has just taken away. */
export function listedIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
