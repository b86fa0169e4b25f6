import { CHECKPOINT } from "../../ledger/files.ts";
import type { Git } from "../git/git.ts";
import { readBlobs } from "../git/read-blobs.ts";

const MOST = 2000;
const LARGEST = 64 * 1024;

/** The checkpoints that a branch had, the newest first: what a log has to agree with besides the last one. */
export async function formerCheckpoints(git: Git, tip: string): Promise<readonly string[]> {
  const listed = await git.run([
    "rev-list",
    "--full-history",
    `--max-count=${MOST}`,
    "--end-of-options",
    tip,
    "--",
    CHECKPOINT,
  ]);
  if (!listed.ok) return [];
  const names = listed.output.split("\n").slice(0, -1);
  const notes = [
    ...readBlobs(
      git,
      names.map((commit) => `${commit}:${CHECKPOINT}`),
      LARGEST,
    ),
  ];
  return [...new Set(notes.map(([, bytes]) => Buffer.from(bytes).toString()))];
}
