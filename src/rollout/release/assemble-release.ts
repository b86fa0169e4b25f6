import type { Digest } from "../plan.ts";
import { readRelease } from "./read-release.ts";
import { DESCRIPTION, type Ingredient, type Made, type ReleaseContents, sha256, SUMS } from "./release.ts";

/**
 * The release that files make together with those that describe it, wherever they were found: all of them, no others,
 * byte for byte. `expected`: the digest by which it was asked for.
 */
export function assembleRelease(found: readonly Ingredient[], expected?: Digest): Made<ReleaseContents> {
  const byPath = new Map(found.map((one) => [one.path, one]));
  if (byPath.size !== found.length) return { ok: false, faults: ["it holds a path twice"] };
  const [description, sums] = [DESCRIPTION, SUMS].map((path) => byPath.get(path));
  if (!description || !sums) return { ok: false, faults: [`it has no ${description ? SUMS : DESCRIPTION}`] };
  const read = readRelease(textOf(description), textOf(sums), expected);
  if (!read.ok) return read;
  const { files } = read.value;
  const known = new Set([DESCRIPTION, SUMS, ...files.map(({ path }) => path)]);
  const faults = [
    ...files.flatMap((file) => {
      const there = byPath.get(file.path);
      if (!there) return [`${JSON.stringify(file.path)} is not in it`];
      const same = there.executable === file.executable && sha256(there.bytes) === file.sha256;
      return same ? [] : [`${JSON.stringify(file.path)} is not what ${SUMS} says`];
    }),
    ...found.flatMap(({ path }) => (known.has(path) ? [] : [`${JSON.stringify(path)} is none of its files`])),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const bytesAt = (path: string): Uint8Array => {
    const there = byPath.get(path);
    if (!there) throw new Error(`the release has no ${JSON.stringify(path)}`);
    return there.bytes;
  };
  return { ok: true, value: { ...read.value, read: bytesAt } };
}

const textOf = ({ bytes }: Ingredient): string => Buffer.from(bytes).toString("utf8");
