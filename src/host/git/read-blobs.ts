import { UsageError } from "../../model/usage-error.ts";
import type { Git } from "./git.ts";

/** So many objects are asked for at once: what they hold has to fit into one answer. */
const AT_ONCE = 500;
const MOST_BYTES = 128 * 1024 * 1024;

/**
 * The contents of git's objects by their ids, in as few calls as possible. Objects that are not there are left out, and
 * those that are larger may be. Throws UsageError where git fails.
 */
export function* readBlobs(
  git: Git,
  ids: readonly string[],
  largest: number,
): Generator<readonly [id: string, bytes: Uint8Array]> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const answer = git.batch(some);
    if (answer.ok) yield* objectsIn(answer.output);
    else yield* readMeasured(git, some, largest);
  }
}

/** The answer was too long, or git lacks one of the objects and gave up: sizes tell what can be had. */
function* readMeasured(git: Git, ids: readonly string[], largest: number): ReturnType<typeof readBlobs> {
  let some: string[] = [];
  let bytes = 0;
  const read = function* (): ReturnType<typeof readBlobs> {
    if (some.length === 0) return;
    const answer = git.batch(some);
    if (!answer.ok) throw new UsageError(`git cannot read its objects: ${answer.reason}`);
    yield* objectsIn(answer.output);
    some = [];
    bytes = 0;
  };
  const wanted = new Set(ids);
  for (const [id, size] of readSizes(git, ids)) {
    if (!wanted.has(id) || size > largest) continue;
    if (bytes + size > MOST_BYTES) yield* read();
    some.push(id);
    bytes += size;
  }
  yield* read();
}

/**
 * The sizes of git's objects by their ids; objects that are not there are left out. Throws UsageError where git fails.
 */
export const readSizes = (git: Git, ids: readonly string[]): readonly (readonly [string, number])[] =>
  describe(git, ids).map(([id, , size]) => [id, Number(size)]);

/** Likewise what each of them is: `commit`, `tag`, `tree` or `blob`. */
export const readTypes = (git: Git, ids: readonly string[]): readonly (readonly [string, string])[] => {
  const asked = new Set(ids);
  return describe(git, ids).flatMap(([id, type]) => (asked.has(id) ? [[id, type]] : []));
};

function describe(git: Git, ids: readonly string[]): readonly (readonly [id: string, type: string, size: string])[] {
  if (ids.length === 0) return [];
  const asked = git.batch(ids, "--batch-check");
  if (asked.ok) return describedIn(new TextDecoder().decode(asked.output));
  // git gives up at the first object that a partial clone lacks. It tells of all that are here, though.
  const all = git.runSync(["cat-file", "--batch-check", "--batch-all-objects", "--unordered"]);
  if (!all.ok) throw new UsageError(`git cannot read its objects: ${all.reason}`);
  return describedIn(all.output);
}

const describedIn = (answer: string): ReturnType<typeof describe> =>
  answer.split("\n").flatMap((line) => {
    const [id = "", type = "", size] = line.split(" ");
    return size === undefined ? [] : [[id, type, size] as const];
  });

/**
 * `<id> <type> <size>` and a line end, so many bytes, and a line end; or `<id> missing`. git-cat-file(1), BATCH OUTPUT.
 */
function* objectsIn(answer: Uint8Array): Generator<readonly [string, Uint8Array]> {
  const decoder = new TextDecoder();
  let at = 0;
  while (at < answer.length) {
    const line = answer.indexOf(10, at);
    if (line === -1) return;
    const [id = "", , size] = decoder.decode(answer.subarray(at, line)).split(" ");
    at = line + 1;
    if (size === undefined) continue;
    yield [id, answer.subarray(at, at + Number(size))];
    at += Number(size) + 1;
  }
}
