import type { Release, ReleasedFile } from "./release.ts";

export interface ReleaseDifference {
  readonly path: string;
  readonly what: "added" | "removed" | "changed" | "now executable" | "no longer executable";
}

/** In what a release differs from one before it, by path. */
export function compareReleases(before: Release, after: Release): readonly ReleaseDifference[] {
  const old = new Map(before.files.map((one) => [one.path, one]));
  const now = new Set(after.files.map(({ path }) => path));
  const gone = before.files
    .filter(({ path }) => !now.has(path))
    .map(({ path }) => ({ path, what: "removed" as const }));
  const rest = after.files.flatMap((file) => {
    const what = difference(old.get(file.path), file);
    return what === undefined ? [] : [{ path: file.path, what }];
  });
  return [...gone, ...rest].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function difference(before: ReleasedFile | undefined, after: ReleasedFile): ReleaseDifference["what"] | undefined {
  if (!before) return "added";
  if (before.sha256 !== after.sha256) return "changed";
  if (before.executable === after.executable) return undefined;
  return after.executable ? "now executable" : "no longer executable";
}
