import type { Digest } from "../../../rollout/plan.ts";
import type { Pointers } from "../../../rollout/state.ts";
import { refusedDeployment, wasRolledBack } from "../deployment-of.ts";
import type { Disk } from "../disk.ts";
import type { Applied, Deployment, HowDeployed, OpenTarget } from "../target.ts";
import { type Deploying, deployRelease } from "./deploy.ts";
import { underLock } from "./lock.ts";
import { lookAtRelease } from "./look-at-release.ts";
import { mark, readMark, unmark } from "./marks.ts";
import { point, toMove } from "./point.ts";
import { prune } from "./prune.ts";
import { readStore } from "./read-store.ts";
import { POINTER_NAMES, type Store } from "./store.ts";
import { errorMessage } from "../../files/error-code.ts";

/**
 * Releases in a folder: `releases/<digest>/`, and the symbolic links `current`, `stable` and `canary`. Who reads more
 * than one file resolves the link once, and then has one release whatever happens.
 */
export function directoryTarget(deploying: Deploying): OpenTarget {
  const { disk, store } = deploying;
  return {
    deploy: async (contents, how = {}) => deploy(deploying, contents, how),
    applyPointers: async (pointers, keep, bad) => apply(disk, store, pointers, keep, bad),
    verify: async (digest) => {
      const began = performance.now();
      const { faults } = lookAtRelease(store.placed(digest), digest);
      return { ok: faults.length === 0, faults, took: performance.now() - began };
    },
    read: async () => readStore(store),
  };
}

async function deploy(
  deploying: Deploying,
  contents: Parameters<OpenTarget["deploy"]>[0],
  how: HowDeployed,
): Promise<Deployment> {
  const { disk, store } = deploying;
  const { digest } = contents;
  const why = readMark(store, digest);
  if (why !== undefined && how.force === undefined) return wasRolledBack(digest, why);
  disk.makeFolder(store.top);
  const locked = await underLock(disk, store, async () => {
    const deployment = await deployRelease(deploying, contents, how);
    if (deployment.ok && why !== undefined) unmark(disk, store, digest);
    return deployment;
  });
  return "done" in locked
    ? locked.done
    : refusedDeployment(`another deployment is at work: ${locked.heldBy}. Run this again when it has ended.`);
}

async function apply(
  disk: Disk,
  store: Store,
  pointers: Pointers,
  keep: readonly Digest[],
  bad: Readonly<Record<Digest, string>>,
): Promise<Applied> {
  const faults: string[] = [];
  const fail = (what: string, error: unknown): void => void faults.push(`${what}: ${errorMessage(error)}`);
  const attempt = (what: string, work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      fail(what, error);
      return false;
    }
  };
  disk.makeFolder(store.top);
  const began = performance.now();
  const wanted = new Set(Object.values(pointers).filter((one) => one !== null));
  const whole = new Set(
    [...wanted].filter((digest) => {
      const found = lookAtRelease(store.placed(digest), digest).faults;
      if (found.length > 0) faults.push(`${digest} is not whole: ${found.join("; ")}`);
      const why = Object.hasOwn(bad, digest) ? bad[digest] : readMark(store, digest);
      if (why !== undefined) faults.push(`${digest} is marked bad: ${why}`);
      return found.length === 0 && why === undefined;
    }),
  );
  const verified = performance.now();
  // A pointer that cannot be moved holds up none of the others: each may be the one that lowers exposure.
  const moved = toMove(store, pointers).filter((which) => {
    const digest = pointers[which];
    return (
      (digest === null || whole.has(digest)) && attempt(POINTER_NAMES[which], () => point(disk, store, which, digest))
    );
  });
  const switched = performance.now();
  attempt("marks", () => Object.entries(bad).forEach(([digest, why]) => mark(disk, store, digest, why)));
  const removed =
    faults.length > 0
      ? []
      : await prune(disk, store, new Set([...keep, ...wanted])).catch((error: unknown) => (fail("removal", error), []));
  const took = { verify: verified - began, switch: switched - verified, prune: performance.now() - switched };
  return { ok: faults.length === 0, faults, moved, removed, took };
}
