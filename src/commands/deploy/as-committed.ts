import { changedFiles } from "../../host/git/changed-files.ts";
import type { Git } from "../../host/git/git.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { ReleaseContents } from "../../rollout/release/release.ts";
import type { RolloutSpec } from "../../rollout/spec/spec.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { World } from "../../workspace/world.ts";
import { specAt } from "./read-rollout.ts";

/** The commit that a release is made of. Throws UsageError where nothing is committed. */
export async function headOf(git: Git): Promise<string> {
  const head = await git.run(["rev-parse", "--verify", "--end-of-options", "HEAD^{commit}"]);
  if (head.ok) return head.output.trim();
  throw new UsageError("Nothing is committed yet: a release is made of a commit.");
}

/** A later tick has the specification from the commit alone. What differs in line ends is what git checks out. */
export async function expectCommitted(git: Git, path: string, text: string, commit: string): Promise<void> {
  const committed = await git.run(["cat-file", "blob", "--end-of-options", `${commit}:${path}`]);
  if (committed.ok && linesOf(committed.output) === linesOf(text)) return;
  throw new UsageError(`${path} is not as it was committed: commit it first, for the next ticks read it from there.`);
}
const linesOf = (text: string): string => text.replaceAll("\r\n", "\n");

/** What is only said holds no tick up: where git cannot say, nothing is. */
async function changedSince(git: Git, commit: string): Promise<ReadonlySet<string>> {
  try {
    return (await changedFiles(git, commit, "", { committed: false })).changed;
  } catch (error) {
    if (error instanceof UsageError) return new Set();
    throw error;
  }
}

/** Who wrote what is not committed nobody knows, and no other checkout makes the same release. */
export async function tellUncommitted(
  world: World,
  git: Git,
  { files }: ReleaseContents,
  commit: string,
): Promise<void> {
  const changed = await changedSince(git, commit);
  const [first, ...others] = files.flatMap(({ path }) => (changed.has(path) ? [path] : []));
  if (first === undefined) return;
  const what = others.length === 0 ? `${first} is` : `${first} and ${others.length} more files are`;
  world.notice(`${what} not as committed: this release has what lies here, and no other checkout makes the same.`);
}

/** What a rollout was begun with, where that is no longer what the checkout has. */
export async function specOf(git: Git, path: string, { commit, plan: digest, id }: RolloutState): Promise<RolloutSpec> {
  const text = await git.run(["cat-file", "blob", "--end-of-options", `${commit}:${path}`]);
  const spec = text.ok ? specAt(text.output, path) : undefined;
  if (spec?.digest === digest) return spec;
  throw new UsageError(
    `${id} was begun with ${path} of ${commit.slice(0, 12)}, and that is not here. Fetch it (\`fetch-depth: 0\`), or abort the rollout.`,
  );
}
