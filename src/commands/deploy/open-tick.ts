import { buildRelease } from "../../checks/release/build-release.ts";
import { NOTHING_MEASURED, readEvidence } from "../../deploying/read-evidence.ts";
import { refuseDeploy } from "../../deploying/refuse-deploy.ts";
import type { Looked, Tick } from "../../deploying/tick.ts";
import { readDataFile } from "../../host/files/read-data-file.ts";
import { isNewest } from "../../host/git/is-newest.ts";
import type { RecordRepository } from "../../host/measuring/record-branch.ts";
import { runJob } from "../../host/jobs/run-job.ts";
import { isProtectedRef } from "../../host/pipeline/is-protected.ts";
import { openTarget } from "../../host/targets/open-target.ts";
import { Mismatch } from "../../model/read-value.ts";
import { UsageError } from "../../model/usage-error.ts";
import { readNumbers } from "../../rollout/analysis/read-numbers.ts";
import type { Plan, RolloutStep } from "../../rollout/plan.ts";
import { attemptDigest } from "../../rollout/reconcile/approvals.ts";
import { checkpointKey } from "../../rollout/reconcile/checkpoints.ts";
import { uncounted } from "../../rollout/reconcile/metrics.ts";
import type { RolloutEvidence, RolloutRequest } from "../../rollout/reconcile/evidence.ts";
import { measuringOf, toPlan } from "../../rollout/spec/draft-plan.ts";
import type { RolloutSpec } from "../../rollout/spec/spec.ts";
import type { Approver, RolloutState } from "../../rollout/state.ts";
import { dueMetrics } from "../../measuring/due-metrics.ts";
import { measureMetrics } from "../../measuring/measure-metrics.ts";
import { momentOf } from "../../measuring/rollout-moment.ts";
import { openState } from "../../workspace/open-state.ts";
import { openWorkspace, type Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { goldenEvidence } from "./golden-evidence.ts";
import { expectTrusted, signingKey, trustedKeys } from "./keys.ts";
import { prerequisitesOf } from "./prerequisites-of.ts";
import { notifyingOf } from "./notifying-of.ts";
import { actorOf } from "./actor-of.ts";
import { expectCommitted, headOf, specOf, tellUncommitted } from "./as-committed.ts";
import { readRollout } from "./read-rollout.ts";
import { riskSince } from "./risk-since.ts";
import type { TokenValues } from "./token-values.ts";

export interface DeployValues extends TokenValues {
  readonly state?: string;
  readonly evidence?: string;
  readonly golden?: string;
}

/** What a tick is asked besides what it finds: requests of who holds the key, and who approves with it. */
export interface Wish {
  readonly request?: RolloutRequest;
  /** Asked where a step waits for somebody. Throws UsageError where nobody answered who may. */
  readonly answers?: (state: RolloutState, step: RolloutStep, key: string) => Promise<StepAnswer>;
  /** Who lets a frozen rollout move again. */
  readonly unfreezes?: Approver;
  /** What targets point at by somebody else's doing is taken over as what is stable. */
  readonly adopts?: boolean;
  /** Which checkpoint of monitoring that is about; the step that asks if not given. */
  readonly checkpoint?: string;
  /** What is answered, as `status` shows it; what is asked now if not given. */
  readonly of?: string;
}

/** What somebody says to what waits for people. */
export type StepAnswer = Pick<RolloutEvidence["approvals"][string], "by" | "rejected">;

/**
 * All that a tick of this checkout needs. Throws UsageError where the checkout must not be deployed from, and where the
 * specification, the release or a key is not what it has to be.
 */
export async function openTick(world: World, values: DeployValues, named: string, wish: Wish = {}): Promise<Tick> {
  const refused = refuseDeploy(world.env, isProtectedRef(world.env));
  if (refused !== undefined) throw new UsageError(refused);
  const opened = await openState(world, values.state, values["github-token"]);
  const { place, git, branch } = opened;
  const { path, text, spec } = readRollout(place, named);
  const plan = toPlan(spec);
  const specs = new Map([[spec.digest, spec]]);
  // Globs are read from where the specification is: from a folder below they would describe another release.
  const workspace = await openWorkspace(world, place.top, {});
  const contents = await releaseOf(world, workspace, spec.spec.bundle?.include, path);
  const { remote } = opened;
  const targets = plan.environments.map(({ name, target }) => {
    const surroundings = {
      cwd: place.top,
      env: world.env,
      checkout: place.top,
      needsBackup: name === plan.environments.at(-1)?.name,
      said: workspace.policy.settings.rules,
      git,
      ...(remote && { remote }),
    };
    return [name, openTarget(target, surroundings)] as const;
  });
  const commit = await headOf(git);
  await expectCommitted(git, path, text, commit);
  await tellUncommitted(world, git, contents, commit);
  const outdated = !(await isNewest(git, world.env, values["github-token"], commit));
  if (outdated)
    world.notice(
      `${commit.slice(0, 12)} is not the newest commit of its branch: what it holds is not begun by this job.`,
    );
  const trusted = trustedKeys(place.top);
  return {
    plan,
    contents,
    commit,
    outdated,
    branch,
    trusted,
    signing: expectTrusted(signingKey(world), trusted),
    targets: new Map(targets),
    now: () => world.clock.now(),
    actor: await actorOf(world, git),
    planOf: async (state) => {
      const begun = await specOf(git, path, state);
      specs.set(begun.digest, begun);
      return toPlan(begun);
    },
    risk: async (stable, state) => {
      const now = { contents, include: spec.spec.bundle?.include ?? [] };
      return riskSince(git, now, stable, state);
    },
    notifying: notifyingOf(world, workspace.policy.settings.notifications),
    requests: wish.request ? [wish.request] : [],
    adopts: wish.adopts === true,
    look: async (present, state, now) =>
      looked(
        { world, workspace, top: place.top, repository: opened, values, wish, spec: specs.get(present.digest) },
        present,
        state,
        now,
      ),
    run: async ({ step, command, timeout, reads }, release) => {
      const facts = { AGENT_CI_ROLLOUT: plan.name, AGENT_CI_STEP: step, AGENT_CI_RELEASE: release };
      const { passed, why, said, last } = await runJob(command, { cwd: place.top, env: world.env, facts, timeout });
      await world.quote?.(said);
      if (!world.quote) world.err(said);
      if (!passed) world.notice(`${step}: ${command.join(" ")}: ${why}`);
      if (!reads) return passed ? "passed" : "failed";
      return passed ? readNumbers(last, reads.wanted) : { unreadable: why };
    },
  };
}

async function releaseOf(world: World, workspace: Workspace, include: readonly string[] | undefined, path: string) {
  if (!include) throw new UsageError(`${path} does not say what a release consists of: give it \`bundle.include\`.`);
  const built = await buildRelease(world, workspace, include);
  if (built.ok) return built.value;
  throw new UsageError([...built.faults, "No release was made."]);
}

const MOST_EVIDENCE = 4 * 1024 * 1024;

interface Looking {
  readonly world: World;
  readonly workspace: Workspace;
  readonly top: string;
  readonly repository: RecordRepository;
  readonly values: DeployValues;
  readonly wish: Wish;
  readonly spec: RolloutSpec | undefined;
}

/** What a job has measured goes before what a provider says. */
async function looked(
  { world, workspace, top, repository, values: { evidence, golden }, wish, spec }: Looking,
  plan: Plan,
  state: RolloutState | null,
  now: number,
): Promise<Looked> {
  const told = evidence === undefined ? undefined : evidenceIn(world, evidence, state?.id, now);
  const measured =
    state && spec
      ? await measureMetrics(
          { top, env: world.env, repository },
          dueMetrics(measuringOf(spec), plan, state, now),
          momentOf(plan, state, now),
        )
      : undefined;
  for (const line of measured?.left ?? []) world.notice(line);
  if (told && state)
    for (const line of uncounted(plan, state, now, told.verdicts)) world.notice(`--evidence ${evidence}: ${line}.`);
  return {
    ...NOTHING_MEASURED,
    ...told,
    samples: Math.max(told?.samples ?? 0, measured?.samples ?? 0),
    verdicts: { ...measured?.verdicts, ...told?.verdicts },
    prerequisites: await prerequisitesOf(world, top, plan, state),
    ...(golden !== undefined && { golden: await goldenFrom(world, workspace, golden, plan) }),
    approvals: state ? await approvalIn(plan, state, wish) : {},
    unfreeze: wish.unfreezes ? [wish.unfreezes] : [],
  };
}

async function goldenFrom(world: World, { sides, place: { prefix } }: Workspace, file: string, plan: Plan) {
  return goldenEvidence(world, file, plan, { head: await sides.head({ outline: false }), prefix });
}

/** Of what the state asks before this tick: another release that it begins is not what was looked at. */
async function approvalIn(
  plan: Plan,
  state: RolloutState,
  { answers, checkpoint, of = attemptDigest(state) }: Wish,
): Promise<Looked["approvals"]> {
  const step = plan.steps[state.step];
  if (!answers || step?.kind !== (checkpoint === undefined ? "approval" : "monitor")) return {};
  const key = checkpoint === undefined ? step.id : checkpointKey(step, { name: checkpoint });
  return { [key]: { ...(await answers(state, step, key)), of } };
}

function evidenceIn({ cwd }: World, path: string, id: string | undefined, now: number) {
  const file = readDataFile(cwd, path, MOST_EVIDENCE);
  if (!file.ok) throw new UsageError(`--evidence ${path} cannot be read: ${file.reason}.`);
  try {
    return readEvidence(file.text, id, now);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new UsageError(`--evidence ${path}: ${error.message}.`);
  }
}
