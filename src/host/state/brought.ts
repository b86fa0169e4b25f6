import type { Brought } from "../../ledger/coverage.ts";
import { CHECKPOINT } from "../../ledger/files.ts";
import type { Git } from "../git/git.ts";
import { readBlobs } from "../git/read-blobs.ts";

const MOST_COMMITS = 400;
const LARGEST_COMMIT = 64 * 1024;

/**
 * On which commit the one stands that brought the checkpoint of a tip. A merge on the way says nothing: whoever puts an
 * old state on top of newer ones could name the commit that fits as one of its parents.
 */
export async function broughtBy(git: Git, tip: string): Promise<Brought> {
  const checkpoint = await checkpointAt(git, tip);
  if (checkpoint === undefined) return { unknown: "there is none" };
  let parents = parentsOf(git, tip) ?? [];
  for (let count = 0; count < MOST_COMMITS; count += 1) {
    const [parent, other] = parents;
    if (other !== undefined) return { unknown: "a merge came after it" };
    if (parent === undefined) return { parent: null };
    const above = parentsOf(git, parent);
    if (!above) return { unknown: "this clone is too shallow" };
    if ((await checkpointAt(git, parent)) !== checkpoint) return { parent };
    parents = above;
  }
  return { unknown: `more than ${MOST_COMMITS} commits came after it` };
}

async function checkpointAt(git: Git, commit: string): Promise<string | undefined> {
  const found = await git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}:${CHECKPOINT}`]);
  return found.ok ? found.output.trim() : undefined;
}

/**
 * As the object has them: where a clone is cut off, git itself says that there are none.
 * Undefined where it is not here.
 */
function parentsOf(git: Git, commit: string): readonly string[] | undefined {
  for (const [, bytes] of readBlobs(git, [commit], LARGEST_COMMIT)) {
    const [header = ""] = Buffer.from(bytes).toString().split("\n\n", 1);
    return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, id = ""]) => id);
  }
  return undefined;
}
