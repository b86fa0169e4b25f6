import type { Checkpoint } from "./checkpoint.ts";
import { type LogFault, ofLog } from "./faults.ts";
import { leavesOf, type LogLine } from "./lines.ts";
import { grow, type MerkleTree, rootOf } from "./merkle.ts";

/**
 * In what a log differs from what was signed, whose lines all follow each other. Earlier checkpoints have to hold, too:
 * the largest that does tells where the log begins to differ.
 */
export function notAsSigned(
  lines: readonly LogLine[],
  from: MerkleTree,
  signed: Checkpoint,
  earlier: readonly Checkpoint[],
): LogFault | undefined {
  const here = from.size + lines.length;
  const most = Math.max(signed.size, ...earlier.map(({ size }) => size));
  if (here === 0 && most > 0) return ofLog("missing", `0 of ${most} signed entries are there`);
  if (here < most) return ofLog("truncated", `${here} of ${most} signed entries are there`);
  if (signed.size < most)
    return ofLog("replayed", `the checkpoint covers ${signed.size} of the ${most} entries that were signed once`);
  if (signed.size < from.size)
    return ofLog("checkpoint", `the checkpoint covers ${signed.size} entries, and this file begins after ${from.size}`);
  return differing(lines, from, [...earlier, signed]);
}

/** Where roots begin to differ; undefined where none does. */
function differing(
  lines: readonly LogLine[],
  from: MerkleTree,
  checkpoints: readonly Checkpoint[],
): LogFault | undefined {
  let tree = from;
  let held = 0;
  for (const { size, root } of checkpoints.toSorted((one, other) => one.size - other.size)) {
    if (size < from.size) continue;
    tree = grow(tree, leavesOf(lines.slice(tree.size - from.size, size - from.size)));
    if (Buffer.from(rootOf(tree)).toString("base64") === root) held = size;
    else return differingBehind(held, size, lines[held - from.size]);
  }
  return undefined;
}

function differingBehind(held: number, size: number, first: LogLine | undefined): LogFault {
  if (held === 0 || !first)
    return ofLog("root", `root differs: the last of ${size} signed entries was altered, or all were replaced`);
  const { file, number } = first;
  if (size - held === 1) return { kind: "altered", file, line: number, says: `line ${number} is not what was signed` };
  const says = `root differs: entries ${held + 1} to ${size} are not what was signed, from line ${number}`;
  return { kind: "root", file, line: number, says };
}
