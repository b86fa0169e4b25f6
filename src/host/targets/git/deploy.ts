import type { Digest } from "../../../rollout/plan.ts";
import { dependencyOrder } from "../../../rollout/release/dependency-order.ts";
import {
  type DeploymentStage,
  type Health,
  judgeHealth,
  planDeployment,
  sizeOfRelease,
} from "../../../rollout/release/deployment.ts";
import { inventoryOfRelease } from "../../../rollout/release/references.ts";
import { filesOfRelease, type ReleaseContents } from "../../../rollout/release/release.ts";
import type { Git } from "../../git/git.ts";
import type { StateRef } from "../../state/state-ref.ts";
import { danglingIn, deploymentOf, THERE_ALREADY, wasRolledBack } from "../deployment-of.ts";
import { runStages, type StageWork } from "../run-stages.ts";
import type { Deployment, HowDeployed } from "../target.ts";
import { CHANNELS, readShown, SUFFIXES } from "./channels.ts";
import type { GitDeploying, Showing } from "./git-deploying.ts";
import { readHistory, type ReleaseHistory, sayOfRelease } from "./history.ts";
import { releaseAt, writeFileTree } from "./objects.ts";

/** Writes a release as a commit of the branch of releases, stage by stage; nothing shows it before a pointer moves. */
export async function deployToBranches(
  { git, open, branch, needsBackup, said, showing }: GitDeploying,
  branchOfReleases: StateRef,
  contents: ReleaseContents,
  { force, told }: HowDeployed,
): Promise<Deployment> {
  const { digest } = contents;
  const history = await readHistory(git, branchOfReleases);
  const why = Object.hasOwn(history.bad, digest) ? history.bad[digest] : undefined;
  if (why !== undefined && force === undefined) return wasRolledBack(digest, why);
  const returns = async (): Promise<void> => {
    if (why !== undefined && force !== undefined)
      await sayOfRelease(git, branchOfReleases, { word: "Return", digest, why: force }, ({ bad }) =>
        Object.hasOwn(bad, digest),
      );
  };
  if ((await faultsAt(git, history, digest)).length === 0) {
    await returns();
    return THERE_ALREADY;
  }
  const active = (await readShown(git, await open(branch).tip()))?.digest ?? null;
  const commitBefore = active === null ? undefined : history.releases.get(active)?.commit;
  const before = active === null || commitBefore === undefined ? undefined : await releaseAt(git, commitBefore, active);
  const plan = planDeployment(contents, dependencyOrder(await inventoryOfRelease(contents)), {
    active,
    activeSize: before?.ok ? sizeOfRelease(before.value) : 0,
  });
  let backup: Deployment["backup"] = "none";
  let health: Health | undefined;
  let tree = "";
  let written: ReleaseContents | undefined;
  /** Why who has a release of any channel would not get this one. */
  const faultsBeside = async ({ faultsBetween }: Showing, after: ReleaseContents): Promise<readonly string[]> => {
    const tips = await Promise.all(CHANNELS.map((channel) => open(branch + SUFFIXES[channel]).tip()));
    const shown = await Promise.all(tips.map((tip) => readShown(git, tip)));
    const faults = new Set<string>();
    for (const other of new Set(shown.flatMap((one) => one?.digest ?? []))) {
      const commit = history.releases.get(other)?.commit;
      const read = commit === undefined ? undefined : await releaseAt(git, commit, other);
      if (read?.ok) for (const fault of faultsBetween(read.value, after)) faults.add(fault);
    }
    return [...faults];
  };
  const stages: Readonly<Record<DeploymentStage, StageWork>> = {
    space: () => ["where branches are kept, nobody says how much room there is"],
    snapshot: () => [active === null ? "nothing is active" : `active: ${active}`],
    backup: () => {
      if (active === null) return [];
      backup = before?.ok ? "verified" : "unverified";
      const fault = before?.ok ? undefined : (before?.faults.join("; ") ?? `${branchOfReleases.name} does not have it`);
      if (fault === undefined) return ["the branch of releases has it, and it was read back"];
      if (needsBackup)
        throw new Error(`the backup of ${active} is unverified: ${fault}. Deploy that release again first`);
      return [`unverified: ${fault}`];
    },
    files: async () => {
      tree = await writeFileTree(git, [...filesOfRelease(contents, plan.order)]);
      return [];
    },
    "file-set": async () => {
      const read = await releaseAt(git, tree, digest);
      if (!read.ok) throw new Error(read.faults.join("; "));
      written = read.value;
      return [];
    },
    references: async () => {
      if (!written) throw new Error("there is nothing to follow references in");
      const unequal = showing ? await faultsBeside(showing, written) : [];
      const faults = [...danglingIn(await inventoryOfRelease(written), said), ...unequal];
      if (faults.length > 0) throw new Error(faults.join("\n"));
      // What a branch would show of it is made once, so that nothing is found out where a pointer is to be moved.
      await showing?.treeOf("active", written, "0".repeat(40));
      return [];
    },
    health: () => {
      const whole = written?.files.length ?? 0;
      health = judgeHealth({ expected: contents.files.length, whole, strange: 0, unresolved: 0, access: 0 });
      if (health === "critical") throw new Error("critical: files are missing");
      return [health];
    },
    place: async () => {
      await sayOfRelease(git, branchOfReleases, { word: "Release", digest, tree }, ({ releases }) => {
        const now = releases.get(digest)?.commit;
        return now === undefined || now === history.releases.get(digest)?.commit;
      });
      await returns();
      return [];
    },
  };
  const reports = await runStages(stages, () => undefined, told);
  return deploymentOf({ plan, stages: reports, backup, ...(health && { health }) });
}

/** Why a release is not whole on the branch of releases. */
export async function faultsAt(git: Git, { releases }: ReleaseHistory, digest: Digest): Promise<readonly string[]> {
  const commit = releases.get(digest)?.commit;
  if (commit === undefined) return ["it is not there"];
  const read = await releaseAt(git, commit, digest);
  return read.ok ? [] : read.faults;
}
