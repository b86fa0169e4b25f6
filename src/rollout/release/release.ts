import { createHash } from "node:crypto";
import type { Digest } from "../plan.ts";
import { releaseFaults } from "./release-paths.ts";
import { renderSums } from "./sums.ts";

/** A file of a release, with the two permissions that there are: everybody reads it, and may run it or not. */
export interface ReleasedFile {
  /** POSIX, from the top of the release. */
  readonly path: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly executable: boolean;
}
/**
 * Files by their content, and nothing else: no time, no name, no commit, so that whoever makes it of the same files
 * makes the same bytes.
 */
export interface Release {
  /** Of `sums`, which cover `description`, which covers every file. */
  readonly digest: Digest;
  /** By path. */
  readonly files: readonly ReleasedFile[];
  /** What `release.json` holds. */
  readonly description: string;
  /** What `SHA256SUMS` holds. */
  readonly sums: string;
}
/** A release with the bytes of its files at hand. */
export interface ReleaseContents extends Release {
  /** Throws for a path that is none of the release's. */
  readonly read: (path: string) => Uint8Array;
}

/** A file that shall be in a release. */
export interface Ingredient {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}
export type Made<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly string[] };

export const DESCRIPTION = "release.json";
export const SUMS = "SHA256SUMS";

export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

const DIGEST = /^sha256:([0-9a-f]{64})$/;
export const isDigest = (text: string): boolean => DIGEST.test(text);

/** The name of a release where a colon is not allowed. Throws for what is no digest. */
export function hexOf(digest: Digest): string {
  const hex = DIGEST.exec(digest)?.[1];
  if (hex === undefined) throw new Error("a release is called sha256: and 64 hexadecimal digits");
  return hex;
}
export const digestOf = (hex: string): Digest => `sha256:${hex}`;

export function makeRelease(ingredients: readonly Ingredient[]): Made<ReleaseContents> {
  const faults = releaseFaults(ingredients.map(({ path, bytes }) => ({ path, size: bytes.length })));
  if (faults.length > 0) return { ok: false, faults };
  const bytesAt = new Map(ingredients.map(({ path, bytes }) => [path, bytes]));
  const files = ingredients.map(({ path, bytes, executable }) => ({
    path,
    sha256: sha256(bytes),
    size: bytes.length,
    executable,
  }));
  return { ok: true, value: { ...describeRelease(files), read: (path) => expectFile(bytesAt.get(path), path) } };
}

function expectFile(bytes: Uint8Array | undefined, path: string): Uint8Array {
  if (!bytes) throw new Error(`the release has no ${JSON.stringify(path)}`);
  return bytes;
}

/** All that a store keeps of a release: its files in an order, then what describes them. */
export function* filesOfRelease(
  { files, read, description, sums }: ReleaseContents,
  order: readonly string[],
): Generator<Ingredient> {
  const executables = new Set(files.flatMap(({ path, executable }) => (executable ? [path] : [])));
  for (const path of order) yield { path, bytes: read(path), executable: executables.has(path) };
  yield { path: DESCRIPTION, bytes: Buffer.from(description), executable: false };
  yield { path: SUMS, bytes: Buffer.from(sums), executable: false };
}

/** The texts and the digest that follow from a list of files. */
export function describeRelease(unordered: readonly ReleasedFile[]): Release {
  const files = unordered.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const description = canonical(files);
  const sums = renderSums([...files, { path: DESCRIPTION, sha256: sha256(description) }]);
  return { digest: digestOf(sha256(sums)), files, description, sums };
}

/** One way to write it: members by name, no space, as RFC 8785 has it. */
const canonical = (files: readonly ReleasedFile[]): string =>
  JSON.stringify({
    files: files.map(({ executable, path, sha256: hex, size }) => ({ executable, path, sha256: hex, size })),
    version: 1,
  });
