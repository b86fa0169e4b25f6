import { createHash } from "node:crypto";

/** A line as fingerprints know it: white space folded, none at its ends. */
export const normalise = (line: string): string => line.trim().replaceAll(/\s+/g, " ");

/**
 * Names a finding so that it is known again after lines have moved and neighbours have changed. `line` is the
 * normalised text that it points at (empty for a whole file), `ordinal` counts equal lines of one rule in one file from
 * 0. The path is no part of it: baselines match the path beside it, so that a renamed file can be followed.
 */
export function fingerprint(rule: string, line: string, ordinal: number): string {
  return `v1:${createHash("sha256").update(`${rule}\0${line}\0${ordinal}`).digest("hex")}`;
}
