import { realDisk } from "../../host/targets/disk.ts";
import { prune } from "../../host/targets/directory/prune.ts";
import type { StoredRelease } from "../../host/targets/target.ts";
import { rolloutsIn, statePath } from "../../ledger/coverage.ts";
import { Mismatch } from "../../model/read-value.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import type { Digest } from "../../rollout/plan.ts";
import { keptReleases } from "../../rollout/release/kept-releases.ts";
import { needsOfState } from "../../rollout/release/needs-of-state.ts";
import { safeJson } from "../../report/escape/json.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { openReleases, type Releases } from "./open-releases.ts";
import type { ReleaseValues } from "./release.ts";

const NEWEST = 3;

/** How far back `undo` may want to go. */
const WINDOW = 3;

/** Removes the releases that neither a pointer nor a rollout needs, and that are not among the newest. */
export async function pruneReleases(world: World, values: ReleaseValues): Promise<number> {
  const releases = await openReleases(world, values);
  const { store, state, path } = releases;
  const count = countOf(values.keep);
  const kept = new Map<Digest, string>();
  const keep = (digest: Digest | null, why: string): void => {
    if (digest !== null && !kept.has(digest)) kept.set(digest, why);
  };
  for (const [name, digest] of Object.entries({ ...state.pointers, active: null, current: state.pointers.active }))
    keep(digest, name);
  for (const [digest, why] of await neededByRollouts(world, values, releases, Math.max(WINDOW, count)))
    keep(digest, why);
  for (const digest of newest(state.releases, count)) keep(digest, "one of the newest");
  const idle = state.releases.map(({ digest }) => digest).filter((digest) => !kept.has(digest));
  const dry = values["dry-run"] === true;
  const removed = dry ? idle : await prune(realDisk, store, new Set(kept.keys()));
  const left = idle.filter((digest) => !removed.includes(digest));
  if (values.format === "json")
    world.out(safeJson({ version: 1, done: !dry, removed, left, kept: Object.fromEntries(kept) }));
  else
    world.out(
      showLines([
        ...[...kept].map(([digest, why]) => `${digest} stays: ${why}`),
        ...removed.map((digest) => `${digest} ${dry ? "would be removed" : "is removed"}`),
        ...left.map((digest) => `${digest} is left for the next time: a deployment is at work`),
        ...(state.releases.length === 0 ? [`There is no release in ${path}.`] : []),
      ]),
    );
  return left.length > 0 ? 1 : 0;
}

/** What the branch of states says. Throws UsageError where it cannot be read: nothing is removed on a guess. */
async function neededByRollouts(
  world: World,
  values: ReleaseValues,
  { place }: Releases,
  window: number,
): Promise<ReadonlyMap<Digest, string>> {
  if (!place.repository) return new Map();
  const { branch, name } = await openState(world, values.state);
  const { files } = await branch.read();
  const states = rolloutsIn(files.keys()).map((rollout) => {
    try {
      return needsOfState(files.get(statePath(rollout)) ?? "");
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      const what = `The state of ${JSON.stringify(rollout)} on ${name} cannot be read: ${error.message}.`;
      throw new UsageError(`${what} Nothing was removed.`);
    }
  });
  return keptReleases(states, window);
}

const newest = (releases: readonly StoredRelease[], count: number): readonly Digest[] =>
  releases
    .toSorted((a, b) => b.placedAt - a.placedAt)
    .slice(0, count)
    .map(({ digest }) => digest);

function countOf(text: string | undefined): number {
  if (text === undefined) return NEWEST;
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`--keep takes a number of releases, not "${text}".`);
  return Number(text);
}
