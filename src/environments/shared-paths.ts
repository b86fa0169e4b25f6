import { posix } from "node:path";
import type { Resolved } from "./parity.ts";

/** Two names of data, one in each of two environments, that mean the same folder, or one inside the other. */
export interface SharedPath {
  readonly name: string;
  readonly path: string;
  readonly otherName: string;
  readonly otherPath: string;
}

export function sharedPaths(one: Resolved, other: Resolved): readonly SharedPath[] {
  return pathsOf(one).flatMap(([name, path]) =>
    pathsOf(other)
      .filter(([, otherPath]) => isAround(path, otherPath) || isAround(otherPath, path))
      .map(([otherName, otherPath]) => ({ name, path, otherName, otherPath })),
  );
}

const pathsOf = ({ settings }: Resolved): readonly (readonly [string, string])[] =>
  Object.entries(settings.data.paths ?? {}).map(([name, path]) => [
    name,
    // Windows and macOS take both spellings for one folder.
    posix
      .normalize(path.replaceAll("\\", "/"))
      .replace(/(?<!\/)\/+$/, "")
      .toLowerCase() || "/",
  ]);

const isAround = (outer: string, inner: string): boolean =>
  outer === inner || outer === "." || inner.startsWith(outer.endsWith("/") ? outer : `${outer}/`);
