import { readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

const PREFIX = "sha256:";

/**
 * The folder of a release in a target of the kind `directory`, by its own name: whatever a pointer leads to later, a
 * task reads the files of one release. Throws where it is not here.
 */
export function folderOf(target: string, release: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(release)) throw new Error("that is no release");
  return realpathSync(join(target, "releases", release.slice(PREFIX.length)));
}

/** The release that `stable` or, before there is one, `current` leads to; undefined where neither does. */
export function stableIn(target: string): string | undefined {
  for (const pointer of ["stable", "current"])
    try {
      const [, hex] = /^releases\/([0-9a-f]{64})$/.exec(readlinkSync(join(target, pointer))) ?? [];
      if (hex !== undefined) return PREFIX + hex;
    } catch {
      // There is no such pointer.
    }
  return undefined;
}
