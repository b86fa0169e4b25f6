import { hash } from "node:crypto";

/**
 * An RFC 6962 tree as far as more can be added to it: the roots of its perfect subtrees, the largest first. They stand
 * for all leaves before, so that a log goes on without its old files.
 */
export interface MerkleTree {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const EMPTY_TREE: MerkleTree = { size: 0, peaks: [] };

/** https://www.rfc-editor.org/rfc/rfc6962#section-2.1, read 2026-11-30. */
const leafHash = (leaf: Uint8Array): Uint8Array => hash("sha256", Buffer.concat([LEAF, leaf]), "buffer");
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  hash("sha256", Buffer.concat([NODE, left, right]), "buffer");
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export function grow({ size, peaks }: MerkleTree, leaves: Iterable<Uint8Array>): MerkleTree {
  const grown = [...peaks];
  let count = size;
  for (const leaf of leaves) {
    let peak = leafHash(leaf);
    // Each bit that is set at the end of the size is a perfect subtree as large as the one that has just come.
    for (let bits = count; bits % 2 === 1; bits = (bits - 1) / 2) peak = nodeHash(grown.pop() ?? peak, peak);
    grown.push(peak);
    count += 1;
  }
  return { size: count, peaks: grown };
}

export function rootOf({ peaks }: MerkleTree): Uint8Array {
  const [last, ...others] = peaks.toReversed();
  if (last === undefined) return hash("sha256", Buffer.alloc(0), "buffer");
  return others.reduce((right, left) => nodeHash(left, right), last);
}

/** As many perfect subtrees as a tree of this size has: one for each bit that is set. */
export function peaksOf(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
