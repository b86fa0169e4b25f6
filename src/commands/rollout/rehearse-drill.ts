import { join } from "node:path";
import { FLAGS, flagsIn } from "../../deploying/flags-file.ts";
import { NOTHING_MEASURED } from "../../deploying/read-evidence.ts";
import { tick, type Tick } from "../../deploying/tick.ts";
import { openGit } from "../../host/git/git.ts";
import { inTemporaryFolder } from "../../host/machine/temporary-folder.ts";
import { openMadeUpProvider } from "../../host/measuring/made-up-provider.ts";
import { openStateBranch } from "../../host/state/state-branch.ts";
import { openTarget } from "../../host/targets/open-target.ts";
import { makeKeyPair, readSigningKey, readVerifyingKey } from "../../ledger/note.ts";
import { record } from "../../ledger/record.ts";
import { dueMetrics } from "../../measuring/due-metrics.ts";
import { measureMetrics } from "../../measuring/measure-metrics.ts";
import { momentOf } from "../../measuring/rollout-moment.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Degradation } from "../../rollout/drill/degradation.ts";
import type { Metric, Plan, RolloutStep, Span } from "../../rollout/plan.ts";
import { makeRelease } from "../../rollout/release/release.ts";
import { readSpan } from "../../rollout/spec/duration.ts";
import type { WrittenMetric } from "../../rollout/spec/spec.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { World } from "../../workspace/world.ts";

/** What one metric is drilled with. */
export interface Drilled {
  readonly plan: Plan;
  readonly environment: string;
  readonly metric: Metric;
  readonly written: WrittenMetric;
  readonly degradation: Degradation;
}

/** What a degradation came to, in milliseconds since it began; null where that did not happen. */
export interface DrillResult {
  readonly metric: string;
  readonly onFailure: string;
  /** What the metric said while all was well, and why it failed. */
  readonly well: string;
  readonly why: string;
  /** Where the rollout ended. */
  readonly phase: string;
  /** The verdict, the flags that give stable, and what a reader of the flags sees. */
  readonly verdict: Span | null;
  readonly flags: Span | null;
  readonly stable: Span | null;
  /** By how much the clock was put forward, past intervals, warm-up and grace. */
  readonly forward: Span;
}

const MINUTE = 60_000;
const FOR_EVER: Span = 1e12;
const WEIGHTS = [10, 50] as const;
/** As many tasks as a comparison and a limit of 1 % ask for. */
const TASKS = 320;
/** More failures than may be are not waited for. */
export const MOST_FAILURES = 50;
/** For each failure that may be, and a few for a grace. */
const ticksFor = ({ failureLimit }: Metric): number => (failureLimit ?? 0) + 5;

/**
 * A rehearsal of the real tick in a folder of its own: a branch of states with keys of its own, a target that is a
 * folder, the specification's metric over tasks or a number that are made up. All is well, then it is not.
 */
export async function rehearseDrill(world: World, drilled: Drilled): Promise<DrillResult> {
  const provider = drilled.degradation.by === "value" ? await openMadeUpProvider() : undefined;
  try {
    return await inTemporaryFolder(async (folder) => degrade(world, drilled, folder, provider));
  } finally {
    await provider?.close();
  }
}

async function degrade(
  world: World,
  { plan: whole, environment, metric, written, degradation }: Drilled,
  folder: string,
  provider: Awaited<ReturnType<typeof openMadeUpProvider>> | undefined,
): Promise<DrillResult> {
  const { name } = metric;
  let forward = 0;
  const now = (): number => world.clock.now() + forward;
  const grace = written.for === undefined ? 0 : readSpan(written.for);
  const between = Math.max(MINUTE, ...[written.interval, written.initialDelay].map((one) => (one ? readSpan(one) : 0)));
  const plan = drillPlan(whole, environment, metric, { grace, between });
  const lines: string[] = [];
  const asked = new Map([[name, madeUp(written, provider?.address)]]);
  let acknowledged: number | "unobserved" = "unobserved";
  let measuredAt = world.clock.now();
  const look = async (present: Plan, state: RolloutState | null, at: number) => {
    const looked = { ...NOTHING_MEASURED, prerequisites: {}, approvals: {}, unfreeze: [], acknowledged };
    if (state === null) return looked;
    const from = { top: folder, env: {}, kept: () => lines };
    const measured = await measureMetrics(from, dueMetrics(asked, present, state, at), momentOf(present, state, at));
    measuredAt = world.clock.now();
    return { ...looked, verdicts: measured.verdicts, samples: measured.samples };
  };
  const from = await openRehearsal(world, folder, plan, { now, look });
  const settled: Plan = {
    ...plan,
    steps: plan.steps.slice(0, 1).map((step) => ({ ...step, kind: "setWeight", weight: 100 })),
  };
  await tick({ ...from, plan: settled, planOf: async () => settled, contents: releaseOf("one") });
  forward += MINUTE;
  const contents = releaseOf("two");
  const run = async () => tick({ ...from, contents });
  const began = await run();
  const { id = "", changedAt = 0 } = began.state ?? {};
  const add = (task: Readonly<Record<string, unknown>>, others: Readonly<Record<string, unknown>>): void => {
    for (let index = 0; index < TASKS; index += 1) {
      const facts = { rollout: id, started: Math.max(changedAt + 1, now() - TASKS + index) };
      lines.push(JSON.stringify({ ...task, ...facts, task_id: `c${lines.length}`, variant: "canary" }));
      lines.push(JSON.stringify({ ...others, ...facts, task_id: `s${lines.length}`, variant: "stable" }));
    }
  };
  const inject = (kind: "good" | "bad"): void => {
    if (degradation.by === "value") provider?.say(degradation[kind]);
    else add(degradation[kind], degradation.good);
  };
  forward += between;
  inject("good");
  const good = await run();
  const well = good.state?.metrics[name]?.verdict ?? "noData";
  // What nobody was given is taken from nobody.
  const isGiven = !(await givesLess(from, environment));
  forward += between;
  inject("bad");
  const injected = world.clock.now();
  let ticked = good;
  for (let count = 0; count < ticksFor(metric) && !isAnswered(ticked.state, metric); count += 1) {
    if (count > 0) forward += count === 1 ? Math.max(between, grace) : between;
    ticked = await run();
  }
  const isOver = isGiven && isAnswered(ticked.state, metric);
  const decided = measuredAt;
  const flagged = world.clock.now();
  const isStable = isOver && (await givesLess(from, environment));
  const stable = world.clock.now();
  const why = ticked.state?.phase.name !== undefined && "why" in ticked.state.phase ? ticked.state.phase.why : "";
  if (isStable && ticked.state?.phase.name === "RollingBack") {
    acknowledged = now();
    ticked = await run();
  }
  return {
    metric: name,
    onFailure: metric.onFailure,
    well,
    why,
    phase: phaseWords(ticked.state),
    verdict: isOver ? decided - injected : null,
    flags: isOver ? flagged - injected : null,
    stable: isStable ? stable - injected : null,
    forward,
  };
}

const phaseWords = (state: RolloutState | null): string =>
  state === null ? "none" : state.phase.name === "Paused" ? `Paused (${state.phase.reason})` : state.phase.name;

/** Whether the rollout has done what the metric says shall follow. */
function isAnswered(state: RolloutState | null, { onFailure }: Metric): boolean {
  const phase = state?.phase;
  if (!phase) return false;
  if (phase.name === "Paused") return phase.reason === "SteppedDown" || phase.reason === "MetricFailed";
  return onFailure !== "pause" && ["RollingBack", "Degraded", "Failed", "Frozen"].includes(phase.name);
}

/** Whether the flags that are on the branch give less of the release than before: nothing, or that of a step back. */
async function givesLess({ branch, plan }: Tick, environment: string): Promise<boolean> {
  const key = plan.environments.find(({ name }) => name === environment)?.flagKey;
  const flag = flagsIn((await branch.read()).files.get(FLAGS)).find(([name]) => name === key);
  return flag !== undefined && !JSON.stringify(flag[1].text).includes(`"canary",${WEIGHTS[1]}`);
}

/** The same metric, of what is made up here. */
function madeUp(written: WrittenMetric, address: string | undefined): WrittenMetric {
  const { jsonl, prometheus } = written.provider;
  if (jsonl) {
    const { where, count } = jsonl;
    const told = { path: "drill", ...(where !== undefined && { where }), ...(count !== undefined && { count }) };
    return { ...written, provider: { jsonl: told } };
  }
  if (prometheus) return { ...written, provider: { prometheus: { ...prometheus, address } } };
  return { ...written, provider: { web: { url: address } } };
}

/** Two weights, so that there is one to step down to, and a hold in which the metric is looked at. */
function drillPlan(
  plan: Plan,
  environment: string,
  metric: Metric,
  { grace, between }: { readonly grace: Span; readonly between: Span },
): Plan {
  const base = { stage: "drill", environment, line: 1, needs: [], watches: [] };
  const weights = WEIGHTS.map((weight, index): RolloutStep => ({
    ...base,
    id: `drill/${index + 1}`,
    kind: "setWeight",
    weight,
  }));
  const hold: RolloutStep = {
    ...base,
    id: "drill/3",
    kind: "pause",
    minSamples: 0,
    timeout: FOR_EVER,
    onTimeout: "hold",
    watches: [metric.name],
  };
  return {
    ...plan,
    steps: [...weights, hold],
    metrics: [metric],
    prerequisites: [],
    environments: plan.environments.filter(({ name }) => name === environment),
    outcome: { complete: [], pivot: [] },
    lease: Math.max(plan.lease, 2 * (grace + between)),
    deadline: FOR_EVER,
  };
}

const releaseOf = (text: string) => {
  const made = makeRelease([{ path: "AGENTS.md", bytes: Buffer.from(`Release ${text}.\n`), executable: false }]);
  if (made.ok) return made.value;
  throw new Error(made.faults.join());
};

async function openRehearsal(
  { env }: World,
  folder: string,
  plan: Plan,
  { now, look }: Pick<Tick, "now" | "look">,
): Promise<Tick> {
  const git = openGit(folder, { PATH: env["PATH"] });
  const made = await git.run(["init", "--quiet", "."]);
  if (!made.ok) throw new UsageError(`A drill needs git: ${made.reason}.`);
  const branch = openStateBranch(git, {});
  const pair = makeKeyPair("localhost/drill");
  const key = readSigningKey(pair.signing);
  const trusted = [readVerifyingKey(pair.verifying)].filter((one) => one !== undefined);
  if (!key) throw new Error("A key that was just made cannot be read.");
  const began = { actor: "drill", event: "init", rollout: null, env: null, before: null, after: null, evidence: [] };
  const entry = { ts: new Date(now()).toISOString(), ...began };
  await branch.write(null, record(new Map(), [entry], now(), { key, trusted, upon: null }), "A drill begins");
  const target = openTarget(
    { kind: "directory", path: join(folder, "target") },
    { cwd: folder, env: {}, needsBackup: false },
  );
  return {
    plan,
    contents: releaseOf("one"),
    commit: "drill",
    branch,
    trusted,
    signing: key,
    targets: new Map(plan.environments.map(({ name }) => [name, target])),
    now,
    actor: "drill",
    planOf: async () => plan,
    risk: async () => "low",
    look,
    run: async () => "passed",
  };
}
