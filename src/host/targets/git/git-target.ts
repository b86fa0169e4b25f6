import { applyToBranches } from "./apply.ts";
import { CHANNELS, readShown, SUFFIXES } from "./channels.ts";
import { deployToBranches, faultsAt } from "./deploy.ts";
import type { GitDeploying } from "./git-deploying.ts";
import { readHistory } from "./history.ts";
import type { OpenTarget } from "../target.ts";

/**
 * Releases on branches: `<branch>-releases` has them all, one commit each, and `<branch>`, `<branch>-stable` and
 * `<branch>-canary` show what they point to. Each is only ever added to, so that protection against force and deletion
 * may hold for all; nothing is removed.
 */
export function gitTarget(deploying: GitDeploying): OpenTarget {
  const { git, open, branch } = deploying;
  const releases = open(`${branch}-releases`);
  return {
    deploy: async (contents, how = {}) => deployToBranches(deploying, releases, contents, how),
    applyPointers: async (pointers, _keep, bad) => applyToBranches(deploying, releases, pointers, bad),
    verify: async (digest) => {
      const began = performance.now();
      const faults = await faultsAt(git, await readHistory(git, releases), digest);
      return { ok: faults.length === 0, faults, took: performance.now() - began };
    },
    read: async () => {
      const history = await readHistory(git, releases);
      const [active, stable, canary] = await Promise.all(
        CHANNELS.map(async (channel) => {
          const shown = await readShown(git, await open(branch + SUFFIXES[channel]).tip());
          return shown?.own === true ? shown.digest : null;
        }),
      );
      return {
        pointers: { active: active ?? null, stable: stable ?? null, canary: canary ?? null },
        releases: [...history.releases.values()].map(({ digest, placedAt }) => ({ digest, placedAt })),
        bad: history.bad,
      };
    },
  };
}
