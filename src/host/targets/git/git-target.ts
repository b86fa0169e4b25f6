import type { Digest } from "../../../rollout/plan.ts";
import { dependencyOrder } from "../../../rollout/release/dependency-order.ts";
import {
  type DeploymentStage,
  type Health,
  judgeHealth,
  planDeployment,
  sizeOfRelease,
} from "../../../rollout/release/deployment.ts";
import { inventoryOfRelease, type SaidOfRules, unresolvedReferences } from "../../../rollout/release/references.ts";
import { DESCRIPTION, type Ingredient, type ReleaseContents, SUMS } from "../../../rollout/release/release.ts";
import type { Pointers } from "../../../rollout/state.ts";
import type { Git } from "../../git/git.ts";
import type { StateRef } from "../../state/state-ref.ts";
import { faultsOf, runStages, type StageWork } from "../run-stages.ts";
import type { Applied, Deployment, HowDeployed, OpenTarget } from "../target.ts";
import { CHANNELS, readShown, show, shownBy, SUFFIXES } from "./channels.ts";
import { readHistory, type ReleaseHistory, sayOfRelease } from "./history.ts";
import { releaseAt, treeIdOf, writeFileTree } from "./objects.ts";

/** What a branch shows of a release, and what keeps a release from being shown. */
export interface Showing {
  /** The tree of a channel's branch; `commit` is that of the release. */
  readonly treeOf: (channel: keyof Pointers, release: ReleaseContents, commit: string) => Promise<string>;
  /** Why those who have one release would not get the other. */
  readonly faultsBetween: (before: ReleaseContents, after: ReleaseContents) => readonly string[];
}
export interface GitDeploying {
  readonly git: Git;
  /** The active branch. The others have its name with something behind. */
  readonly branch: string;
  readonly open: (branch: string) => StateRef;
  readonly needsBackup: boolean;
  readonly said: SaidOfRules;
  readonly showing?: Showing;
}

/**
 * Releases on branches: `<branch>-releases` has them all, one commit each, and `<branch>`, `<branch>-stable` and
 * `<branch>-canary` show what they point to. Each is only ever added to, so that protection against force and deletion
 * may hold for all; nothing is removed.
 */
export function gitTarget(deploying: GitDeploying): OpenTarget {
  const { git, open, branch } = deploying;
  const releases = open(`${branch}-releases`);
  return {
    deploy: async (contents, how = {}) => deploy(deploying, releases, contents, how),
    applyPointers: async (pointers, _keep, bad) => apply(deploying, releases, pointers, bad),
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

async function faultsAt(git: Git, { releases }: ReleaseHistory, digest: Digest): Promise<readonly string[]> {
  const commit = releases.get(digest)?.commit;
  if (commit === undefined) return ["it is not there"];
  const read = await releaseAt(git, commit, digest);
  return read.ok ? [] : read.faults;
}

async function deploy(
  { git, open, branch, needsBackup, said, showing }: GitDeploying,
  branchOfReleases: StateRef,
  contents: ReleaseContents,
  { force, told }: HowDeployed,
): Promise<Deployment> {
  const { digest } = contents;
  const history = await readHistory(git, branchOfReleases);
  const why = Object.hasOwn(history.bad, digest) ? history.bad[digest] : undefined;
  const nothing = { already: false, stages: [], backup: "none" } as const;
  if (why !== undefined && force === undefined)
    return {
      ...nothing,
      ok: false,
      faults: [`${digest} was rolled back: ${why}. It returns only with --force and a reason.`],
    };
  const returns = async (): Promise<void> => {
    if (why !== undefined && force !== undefined)
      await sayOfRelease(git, branchOfReleases, { word: "Return", digest, why: force }, ({ bad }) =>
        Object.hasOwn(bad, digest),
      );
  };
  if ((await faultsAt(git, history, digest)).length === 0) {
    await returns();
    return { ...nothing, ok: true, already: true, faults: [] };
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
      tree = await writeFileTree(git, filesOf(contents, plan.order));
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
      const dangling = unresolvedReferences(await inventoryOfRelease(written), said);
      const unequal = showing ? await faultsBeside(showing, written) : [];
      const faults = [...dangling.map(({ path, line, message }) => `${path}:${line}: ${message}`), ...unequal];
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
  const faults = faultsOf(reports);
  return { ok: faults.length === 0, already: false, plan, stages: reports, backup, faults, ...(health && { health }) };
}

const filesOf = (
  { files, read, description, sums }: ReleaseContents,
  order: readonly string[],
): readonly Ingredient[] => {
  const byPath = new Map(files.map((one) => [one.path, one]));
  return [
    ...order.map((path) => ({ path, bytes: read(path), executable: byPath.get(path)?.executable === true })),
    { path: DESCRIPTION, bytes: Buffer.from(description), executable: false },
    { path: SUMS, bytes: Buffer.from(sums), executable: false },
  ];
};

async function apply(
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
      faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
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
