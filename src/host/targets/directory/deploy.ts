import { existsSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path";
import { dependencyOrder } from "../../../rollout/release/dependency-order.ts";
import {
  type DeploymentPlan,
  type DeploymentStage,
  type Health,
  judgeHealth,
  planDeployment,
  sizeOfRelease,
} from "../../../rollout/release/deployment.ts";
import { inventoryOfRelease, type SaidOfRules } from "../../../rollout/release/references.ts";
import { filesOfRelease, type ReleaseContents } from "../../../rollout/release/release.ts";
import { danglingIn, deploymentOf, THERE_ALREADY } from "../deployment-of.ts";
import type { Disk } from "../disk.ts";
import { runStages, type StageWork } from "../run-stages.ts";
import type { Deployment, HowDeployed } from "../target.ts";
import { backUp } from "./backup.ts";
import { type LookedAt, lookAtRelease } from "./look-at-release.ts";
import { RELEASES, readPointer, type Store } from "./store.ts";

export interface Deploying {
  readonly disk: Disk;
  readonly store: Store;
  /** A release that was active and has no backup that was read back stops the deployment. */
  readonly needsBackup: boolean;
  /** Free bytes where the store is; undefined where the system does not say. */
  readonly free: (folder: string) => number | undefined;
  readonly said: SaidOfRules;
}

/** What stages tell each other. */
interface Course {
  looked?: LookedAt;
  unresolved: number;
  health?: Health;
  backup: Deployment["backup"];
}

/** Writes a release into a store, stage by stage; what fails takes back what was written. The caller has the lock. */
export async function deployRelease(
  { disk, store, needsBackup, free, said }: Deploying,
  contents: ReleaseContents,
  { told }: HowDeployed = {},
): Promise<Deployment> {
  const { digest } = contents;
  const active = readPointer(store, "active");
  if (lookAtRelease(store.placed(digest), digest).faults.length === 0) return THERE_ALREADY;
  const before = active === null ? undefined : lookAtRelease(store.placed(active), active).contents;
  const plan = planDeployment(contents, dependencyOrder(await inventoryOfRelease(contents)), {
    active,
    activeSize: before ? sizeOfRelease(before) : 0,
  });
  const course: Course = { unresolved: 0, backup: "none" };
  const draft = store.draft(digest);
  const stages: Readonly<Record<DeploymentStage, StageWork>> = {
    space: () => {
      const bytes = free(store.top);
      if (bytes === undefined) return ["the system does not say how much room there is"];
      if (bytes < plan.space) throw new Error(`${bytes} bytes are free, and ${plan.space} are needed: make room`);
      return [];
    },
    snapshot: () => [active === null ? "nothing is active" : `active: ${active}, ${before?.files.length ?? 0} files`],
    backup: () => {
      if (active === null) return [];
      const fault = backUp(disk, store, active);
      course.backup = fault === undefined ? "verified" : "unverified";
      if (fault !== undefined && needsBackup)
        throw new Error(`the backup of ${active} is unverified: ${fault}. Restore that release first`);
      return fault === undefined ? [] : [`unverified: ${fault}`];
    },
    files: () => {
      writeFiles(disk, store, contents, plan);
      return [];
    },
    "file-set": () => {
      course.looked = lookAtRelease(draft, digest);
      if (course.looked.faults.length > 0) throw new Error(course.looked.faults.join("; "));
      return [];
    },
    references: async () => {
      if (!course.looked?.contents) throw new Error("there is nothing to follow references in");
      const dangling = danglingIn(await inventoryOfRelease(course.looked.contents), said);
      course.unresolved = dangling.length;
      if (dangling.length > 0) throw new Error(dangling.join("\n"));
      return [];
    },
    health: () => {
      const { whole = 0, strange = 0, access: once = 0 } = course.looked ?? {};
      const judged = (access: number) =>
        judgeHealth({ expected: contents.files.length, whole, strange, unresolved: course.unresolved, access });
      // What took long may have waited for another program: a disk that is slow is slow once more.
      const access = judged(once) === "critical" ? Math.min(once, lookAtRelease(draft, digest).access) : once;
      course.health = judged(access);
      if (course.health === "critical") throw new Error(`critical: a file takes ${access.toFixed(1)} ms to be read`);
      return [course.health];
    },
    place: () => {
      const place = store.placed(digest);
      const broken = `${draft}-broken`; // whoever reads one that is not whole has the whole one a moment later
      disk.remove(broken);
      if (existsSync(place)) disk.rename(place, broken);
      disk.rename(draft, place);
      disk.sync(dirname(place));
      disk.remove(broken);
      return [];
    },
  };
  const reports = await runStages(stages, () => disk.remove(draft), told);
  return deploymentOf({
    plan,
    stages: reports,
    backup: course.backup,
    ...(course.health && { health: course.health }),
  });
}

function writeFiles(disk: Disk, store: Store, contents: ReleaseContents, { order }: DeploymentPlan): void {
  const draft = store.draft(contents.digest);
  disk.makeFolder(join(store.top, RELEASES));
  disk.remove(draft); // of a deployment that was ended in the middle
  const folders = new Set([draft]);
  disk.makeFolder(draft);
  for (const { path, bytes, executable } of filesOfRelease(contents, order)) {
    const file = join(draft, path);
    if (!folders.has(dirname(file))) disk.makeFolder(dirname(file));
    for (let at = dirname(file); !folders.has(at); at = dirname(at)) folders.add(at);
    disk.write(file, bytes, executable);
  }
  for (const folder of folders) disk.sync(folder);
}

/** What an ordinary user may still write where a folder is, or will be. */
export function freeSpace(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(existsSync(folder) ? folder : dirname(folder));
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
