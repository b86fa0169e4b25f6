import { boolean, integer, list, Mismatch, object, readJson, string } from "../../model/read-value.ts";
import type { Digest } from "../plan.ts";
import { describeRelease, type Made, type Release } from "./release.ts";
import { releaseFaults } from "./release-paths.ts";

/** A list of ten thousand long paths. */
const LONGEST_DESCRIPTION = 16 * 1024 * 1024;

const file = object({ path: string, sha256: hexadecimal, size: integer(0), executable: boolean });
const description = object({ version: one, files: list(file) });

/**
 * The release that two texts describe, which anybody may have written: both have to be, byte for byte, what follows
 * from the list of files, and that has to be one. `expected`: the digest by which it was asked for.
 */
export function readRelease(json: string, sums: string, expected?: Digest): Made<Release> {
  if (json.length > LONGEST_DESCRIPTION) return { ok: false, faults: ["release.json is longer than any"] };
  try {
    const { files } = description(readJson(json), "");
    const faults = releaseFaults(files);
    if (faults.length > 0) return { ok: false, faults };
    const release = describeRelease(files);
    if (release.description !== json)
      return { ok: false, faults: ["release.json is not written as a release writes it"] };
    if (release.sums !== sums) return { ok: false, faults: ["SHA256SUMS does not follow from release.json"] };
    if (expected !== undefined && release.digest !== expected)
      return { ok: false, faults: [`it is ${release.digest}, not ${expected}`] };
    return { ok: true, value: release };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, faults: [`release.json cannot be read: ${error.message}`] };
    throw error;
  }
}

function hexadecimal(value: unknown, at: string): string {
  const text = string(value, at);
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Mismatch(`${at} is no SHA-256`);
  return text;
}
function one(value: unknown, at: string): 1 {
  if (value !== 1) throw new Mismatch(`${at === "" ? "it" : at} is not 1, the only version there is`);
  return 1;
}
