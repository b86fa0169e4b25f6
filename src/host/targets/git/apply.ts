import type { Digest } from "../../../rollout/plan.ts";
import type { ReleaseContents } from "../../../rollout/release/release.ts";
import type { Pointers } from "../../../rollout/state.ts";
import type { StateRef } from "../../state/state-ref.ts";
import type { Applied } from "../target.ts";
import { CHANNELS, show, shownBy, SUFFIXES } from "./channels.ts";
import type { GitDeploying } from "./git-deploying.ts";
import { readHistory, sayOfRelease } from "./history.ts";
import { releaseAt, treeIdOf, writeFileTree } from "./objects.ts";
import { errorMessage } from "../../files/error-code.ts";

/** Moves the branches, each by itself, and marks what is bad on the branch of releases. */
export async function applyToBranches(
  { git, branch, open, showing }: GitDeploying,
  branchOfReleases: StateRef,
  pointers: Pointers,
  bad: Readonly<Record<Digest, string>>,
): Promise<Applied> {
  const faults: string[] = [];
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      faults.push(`${what}: ${errorMessage(error)}`);
      return undefined;
    }
  };
  const began = performance.now();
  const history = await readHistory(git, branchOfReleases);
  const whole = new Map<Digest, { readonly contents: ReleaseContents; readonly commit: string }>();
  for (const digest of new Set(Object.values(pointers).filter((one) => one !== null))) {
    const commit = history.releases.get(digest)?.commit;
    const read = commit === undefined ? undefined : await releaseAt(git, commit, digest);
    const why = Object.hasOwn(bad, digest)
      ? bad[digest]
      : Object.hasOwn(history.bad, digest)
        ? history.bad[digest]
        : undefined;
    if (!read?.ok) faults.push(`${digest} is not whole: ${read?.faults.join("; ") ?? "it is not there"}`);
    if (why !== undefined) faults.push(`${digest} is marked bad: ${why}`);
    if (read?.ok && commit !== undefined && why === undefined) whole.set(digest, { contents: read.value, commit });
  }
  const verified = performance.now();
  const moved: (keyof Pointers)[] = [];
  for (const channel of CHANNELS) {
    const shown = shownBy(pointers, channel);
    const release = shown.digest === null ? undefined : whole.get(shown.digest);
    if (shown.digest !== null && !release) continue; // told above
    const tree = async (): Promise<string> => {
      if (!release) return writeFileTree(git, []);
      return showing ? showing.treeOf(channel, release.contents, release.commit) : treeIdOf(git, release.commit);
    };
    if ((await attempt(channel, () => show(git, open(branch + SUFFIXES[channel]), shown, tree))) === true)
      moved.push(channel);
  }
  const switched = performance.now();
  for (const [digest, why] of Object.entries(bad))
    await attempt("marks", () =>
      sayOfRelease(
        git,
        branchOfReleases,
        { word: "Bad", digest, why },
        (now) => now.tip !== null && !Object.hasOwn(now.bad, digest),
      ),
    );
  const took = { verify: verified - began, switch: switched - verified, prune: performance.now() - switched };
  return { ok: faults.length === 0, faults, moved, removed: [], took };
}
