import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Mismatch, optional, readJson, recordOf, string } from "../../../model/read-value.ts";
import type { Digest } from "../../../rollout/plan.ts";
import { dependencyOrder } from "../../../rollout/release/dependency-order.ts";
import { type DeploymentStage, type Health, judgeHealth, planDeployment } from "../../../rollout/release/deployment.ts";
import { inventoryOfRelease, type SaidOfRules } from "../../../rollout/release/references.ts";
import { filesOfRelease, isDigest, type ReleaseContents } from "../../../rollout/release/release.ts";
import type { Pointers } from "../../../rollout/state.ts";
import { danglingIn, deploymentOf, wasRolledBack } from "../deployment-of.ts";
import { realDisk } from "../disk.ts";
import { runStages, type StageWork } from "../run-stages.ts";
import type { Applied, Deployment, HowDeployed, OpenTarget, TargetState } from "../target.ts";
import { type ProgramAnswer, askProgram, type Program } from "./ask-program.ts";

export interface CommandDeploying {
  readonly program: Program;
  readonly needsBackup: boolean;
  readonly said: SaidOfRules;
}

/**
 * A place that only a program of the team reaches. `AGENT_CI_VERB` tells it what to do: `read`, `backup`, `deploy`,
 * `verify` or `point`; other variables say with what. It ends with 0 when that is done.
 */
export function commandTarget(deploying: CommandDeploying): OpenTarget {
  const { program } = deploying;
  const ask = (verb: Verb, variables: Readonly<Record<string, string>> = {}): Promise<ProgramAnswer> =>
    askProgram(program, { AGENT_CI_VERB: verb, ...variables });
  const verify = async (digest: Digest): Promise<readonly string[]> => {
    const answer = await ask("verify", { AGENT_CI_DIGEST: digest });
    return answer.ok ? [] : [answer.why];
  };
  return {
    deploy: async (contents, how = {}) => deploy(deploying, ask, contents, how),
    applyPointers: async (pointers, keep, bad) => apply(ask, pointers, keep, bad),
    verify: async (digest) => {
      const began = performance.now();
      const faults = await verify(digest);
      return { ok: faults.length === 0, faults, took: performance.now() - began };
    },
    read: async () => readState(await ask("read")),
  };
}

type Verb = "read" | "backup" | "deploy" | "verify" | "point";
type Ask = (verb: Verb, variables?: Readonly<Record<string, string>>) => Promise<ProgramAnswer>;

const state = optional({ active: string, stable: string, canary: string, bad: recordOf(string) });

/** What the program printed: a JSON object of `active`, `stable`, `canary`, each where it is, and `bad`. */
function readState(answer: ProgramAnswer): TargetState {
  if (!answer.ok) throw new Error(`the program cannot say what is there: ${answer.why}`);
  try {
    const { active = null, stable = null, canary = null, bad = {} } = state(readJson(answer.out || "{}"), "");
    const pointers = { active, stable, canary };
    for (const digest of [...Object.values(pointers), ...Object.keys(bad)])
      if (digest !== null && !isDigest(digest)) throw new Mismatch("it names a release that is no digest");
    return { pointers, releases: [], bad };
  } catch (error) {
    if (error instanceof Mismatch)
      throw new Error(`what the program says is there cannot be read: ${error.message}`, { cause: error });
    throw error;
  }
}

async function deploy(
  { needsBackup, said }: CommandDeploying,
  ask: Ask,
  contents: ReleaseContents,
  { force, told }: HowDeployed,
): Promise<Deployment> {
  const { digest } = contents;
  const { pointers, bad } = readState(await ask("read"));
  const why = Object.hasOwn(bad, digest) ? bad[digest] : undefined;
  if (why !== undefined && force === undefined) return wasRolledBack(digest, why);
  const { active } = pointers;
  const repository = await inventoryOfRelease(contents);
  const plan = planDeployment(contents, dependencyOrder(repository), { active, activeSize: 0 });
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-release-"));
  let backup: Deployment["backup"] = "none";
  let health: Health | undefined;
  const stages: Readonly<Record<DeploymentStage, StageWork>> = {
    space: () => ["the program knows how much room there is"],
    snapshot: () => [active === null ? "nothing is active" : `active: ${active}`],
    backup: async () => {
      if (active === null) return [];
      const answer = await ask("backup", { AGENT_CI_DIGEST: active });
      backup = answer.ok ? "verified" : "unverified";
      if (!answer.ok && needsBackup) throw new Error(`the backup of ${active} is unverified: ${answer.why}`);
      return answer.ok ? [] : [`unverified: ${answer.why}`];
    },
    files: async () => {
      writeOut(folder, contents, plan.order);
      return expectDone(
        await ask("deploy", { AGENT_CI_DIGEST: digest, AGENT_CI_RELEASE: folder, AGENT_CI_REASON: force ?? "" }),
      );
    },
    "file-set": async () => expectDone(await ask("verify", { AGENT_CI_DIGEST: digest })),
    references: () => {
      const dangling = danglingIn(repository, said);
      if (dangling.length > 0) throw new Error(dangling.join("\n"));
      return [];
    },
    health: () => {
      const expected = contents.files.length;
      health = judgeHealth({ expected, whole: expected, strange: 0, unresolved: 0, access: 0 });
      return [health];
    },
    place: () => [],
  };
  try {
    const reports = await runStages(stages, () => undefined, told);
    return deploymentOf({ plan, stages: reports, backup, ...(health && { health }) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function expectDone(answer: ProgramAnswer): readonly string[] {
  if (!answer.ok) throw new Error(answer.why);
  return [];
}

function writeOut(folder: string, contents: ReleaseContents, order: readonly string[]): void {
  for (const { path, bytes, executable } of filesOfRelease(contents, order)) {
    realDisk.makeFolder(dirname(join(folder, path)));
    realDisk.write(join(folder, path), bytes, executable);
  }
}

async function apply(
  ask: Ask,
  pointers: Pointers,
  keep: readonly Digest[],
  bad: Readonly<Record<Digest, string>>,
): Promise<Applied> {
  const began = performance.now();
  const before = readState(await ask("read")).pointers;
  const faults: string[] = [];
  const unfit = new Set<Digest>();
  for (const digest of new Set(Object.values(pointers).filter((one) => one !== null))) {
    if (Object.values(before).includes(digest)) continue; // people have it already
    const answer = await ask("verify", { AGENT_CI_DIGEST: digest });
    if (answer.ok) continue;
    unfit.add(digest);
    faults.push(`${digest} is not whole: ${answer.why}`);
  }
  // A pointer that cannot be moved stays where it is, and holds up none of the others.
  const at = (which: keyof Pointers): Digest | null =>
    pointers[which] !== null && unfit.has(pointers[which]) ? before[which] : pointers[which];
  const [active, stable, canary] = [at("active"), at("stable"), at("canary")];
  const moved = (["active", "stable", "canary"] as const).filter((which) => before[which] !== at(which));
  const verified = performance.now();
  const answer = await ask("point", {
    AGENT_CI_ACTIVE: active ?? "",
    AGENT_CI_STABLE: stable ?? "",
    AGENT_CI_CANARY: canary ?? "",
    AGENT_CI_KEEP: keep.join(" "),
    AGENT_CI_BAD: JSON.stringify(bad),
  });
  if (!answer.ok) faults.push(answer.why);
  const took = { verify: verified - began, switch: performance.now() - verified, prune: 0 };
  return { ok: faults.length === 0, faults, moved: answer.ok ? moved : [], removed: [], took };
}
