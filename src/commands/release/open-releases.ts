import { resolve } from "node:path";
import { isInside } from "../../host/files/inside.ts";
import { findPlace, type Place } from "../../host/files/place.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { lookAtRelease } from "../../host/targets/directory/look-at-release.ts";
import { openStore, type Store } from "../../host/targets/directory/store.ts";
import { openTarget } from "../../host/targets/open-target.ts";
import type { OpenTarget, TargetState } from "../../host/targets/target.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Digest } from "../../rollout/plan.ts";
import type { SaidOfRules } from "../../rollout/release/references.ts";
import { hexOf, isDigest, type ReleaseContents } from "../../rollout/release/release.ts";
import type { World } from "../../workspace/world.ts";
import type { ReleaseValues } from "./release.ts";

const STORE = ".agent-ci/store";

/** The folder of releases that a command works on. */
export interface Releases {
  readonly path: string;
  readonly place: Place;
  readonly store: Store;
  readonly target: OpenTarget;
  readonly state: TargetState;
  /** Throws UsageError where the name is that of no release, or of several. */
  readonly named: (text: string) => Digest;
  /** Throws UsageError where the release is not whole. */
  readonly contents: (digest: Digest) => ReleaseContents;
}

export async function openReleases(world: World, values: ReleaseValues, said: SaidOfRules = {}): Promise<Releases> {
  const place = findPlace(world.cwd, undefined);
  const path = values.store === undefined ? resolve(place.top, STORE) : resolve(world.cwd, values.store);
  const checkout = place.repository ? { checkout: place.top } : {};
  const store = openStore(path, world.cwd, checkout.checkout);
  const target = openTarget(
    { kind: "directory", path },
    { cwd: world.cwd, env: world.env, ...checkout, needsBackup: false, said },
  );
  const state = await target.read();
  const shown = values.store ?? STORE;
  return {
    path: shown,
    place,
    store,
    target,
    state,
    named: (text) => releaseNamed(text, state, shown),
    contents: (digest) => {
      const { contents, faults } = lookAtRelease(store.placed(digest), digest);
      if (contents && faults.length === 0) return contents;
      throw new UsageError(
        `${digest} is not whole: ${faults.join("; ")}. Make it again, or restore it from an archive.`,
      );
    },
  };
}

/** What lies in the folder of the configuration is not to be committed, nor to become part of the next release. */
export function hideFromGit({ place, store }: Pick<Releases, "place" | "store">): void {
  if (isInside(place.top, store.top) && store.top !== place.top)
    writeInside(store.top, ".gitignore", "*\n", { before: "nothing" });
}

const SHORTEST = 7;
const POINTERS: Readonly<Record<string, keyof TargetState["pointers"]>> = {
  current: "active",
  stable: "stable",
  canary: "canary",
};

function releaseNamed(text: string, { pointers, releases }: TargetState, path: string): Digest {
  const pointer = Object.hasOwn(POINTERS, text) ? POINTERS[text] : undefined;
  if (pointer !== undefined) {
    const digest = pointers[pointer];
    if (digest === null) throw new UsageError(`No release is ${text} in ${path}.`);
    return digest;
  }
  if (isDigest(text)) return text;
  const start = text.replace(/^sha256:/, "");
  if (!/^[0-9a-f]+$/.test(start) || start.length < SHORTEST)
    throw new UsageError(
      `"${text}" names no release: give its digest, at least ${SHORTEST} digits of it, current, stable or canary.`,
    );
  const found = releases.map(({ digest }) => digest).filter((digest) => hexOf(digest).startsWith(start));
  const [only, other] = found;
  if (only === undefined) throw new UsageError(`No release in ${path} begins with ${start.slice(0, 64)}.`);
  if (other !== undefined)
    throw new UsageError(`${found.length} releases in ${path} begin with ${start}. Give more of it.`);
  return only;
}
