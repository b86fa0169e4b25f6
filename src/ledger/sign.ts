import { UsageError } from "../model/usage-error.ts";
import { sealCheckpoint } from "./checkpoint.ts";
import { firstFault } from "./faults.ts";
import { leavesOf, type LogBytes, type LogLine, linesOf } from "./lines.ts";
import { grow, type MerkleTree, rootOf } from "./merkle.ts";
import type { SigningKey } from "./note.ts";
import { startOf } from "./start.ts";

export interface SignedLog {
  readonly checkpoint: string;
  readonly tree: MerkleTree;
  readonly last: LogLine | undefined;
}

/**
 * The checkpoint of a log as it is now, `upon` the commit that it will stand on. Throws UsageError for a log whose
 * lines do not follow each other: to sign it would make it true.
 */
export function signCheckpoint(log: LogBytes, key: SigningKey, upon?: string | null): SignedLog {
  const { lines, torn } = linesOf(log);
  const start = startOf(lines[0]?.entry);
  const fault = torn ? "its last line has no end" : firstFault(lines, start.link)?.says;
  if (fault !== undefined) throw new UsageError(`The audit log is not signed: ${fault}. Look: agent-ci audit verify`);
  const tree = grow(start.tree, leavesOf(lines));
  const root = Buffer.from(rootOf(tree)).toString("base64");
  return { checkpoint: sealCheckpoint({ size: tree.size, root, upon }, key), tree, last: lines.at(-1) };
}
