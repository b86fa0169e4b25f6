import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../../../rollout/plan.ts";
import { readRelease } from "../../../rollout/release/read-release.ts";
import {
  DESCRIPTION,
  type ReleaseContents,
  type ReleasedFile,
  sha256,
  SUMS,
} from "../../../rollout/release/release.ts";
import { MOST_FILES } from "../../../rollout/release/release-paths.ts";
import { readFile } from "../../files/read-file.ts";

/** What a folder is found to hold, seen from the release that it should be. */
export interface LookedAt {
  readonly faults: readonly string[];
  /** Absent where nobody can say which release it is. */
  readonly contents?: ReleaseContents;
  readonly whole: number;
  /** What is there and belongs to no release. */
  readonly strange: number;
  /** Milliseconds in which a file was opened and read: the median. */
  readonly access: number;
}

const nothing = (faults: readonly string[]): LookedAt => ({ faults, whole: 0, strange: 0, access: 0 });

/** Reads a release back, all of it, and follows no link. */
export function lookAtRelease(folder: string, digest: Digest): LookedAt {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (!stats) return nothing(["it is not there"]);
  if (!stats.isDirectory()) return nothing(["it is no folder"]);
  const [description, sums] = [DESCRIPTION, SUMS].map((name) => textIn(folder, name));
  if (description === undefined || sums === undefined)
    return nothing([`it has no ${description === undefined ? DESCRIPTION : SUMS}`]);
  const read = readRelease(description, sums, digest);
  if (!read.ok) return nothing(read.faults);
  const { files } = read.value;
  const times: number[] = [];
  const faults = files.flatMap((file) => {
    const began = performance.now();
    const fault = faultOf(folder, file);
    times.push(performance.now() - began);
    return fault === undefined ? [] : [`${JSON.stringify(file.path)} ${fault}`];
  });
  const strange = strangers(folder, files);
  return {
    faults: [...faults, ...strange.map((path) => `${JSON.stringify(path)} is none of its files`)],
    contents: { ...read.value, read: (path) => bytesIn(folder, path) },
    whole: files.length - faults.length,
    strange: strange.length,
    access: times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0,
  };
}

function textIn(folder: string, name: string): string | undefined {
  const found = readFile(join(folder, name));
  return found.ok ? Buffer.from(found.bytes).toString("utf8") : undefined;
}

function bytesIn(folder: string, path: string): Uint8Array {
  const found = readFile(join(folder, path));
  if (!found.ok) throw new Error(`${path}: ${found.reason}`);
  return found.bytes;
}

const EXECUTABLE = 0o111;

function faultOf(folder: string, { path, sha256: expected, size, executable }: ReleasedFile): string | undefined {
  const found = readFile(join(folder, path));
  if (!found.ok) return `cannot be read: ${found.reason}`;
  if (found.bytes.length !== size) return `has ${found.bytes.length} bytes instead of ${size}`;
  if (sha256(found.bytes) !== expected) return "holds something else";
  const runs = (lstatSync(join(folder, path)).mode & EXECUTABLE) !== 0;
  return runs === executable ? undefined : runs ? "may be executed" : "may not be executed";
}

/** What lies in a folder and is no file of the release, nor on the way to one: links and devices, too. */
function strangers(folder: string, files: readonly ReleasedFile[]): readonly string[] {
  const known = new Set([DESCRIPTION, SUMS, ...files.map(({ path }) => path)]);
  const folders = new Set<string>();
  for (const { path } of files)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) folders.add(path.slice(0, at));
  const found: string[] = [];
  const walk = (below: string): void => {
    for (const one of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below + one.name;
      if (found.length > MOST_FILES) return;
      if (one.isDirectory() && folders.has(path)) walk(`${path}/`);
      else if (!one.isFile() || !known.has(path)) found.push(path);
    }
  };
  walk("");
  return found;
}
