import { FLAGS, flagsIn } from "../../deploying/flags-file.ts";
import { NOTHING_MEASURED } from "../../deploying/read-evidence.ts";
import { tick, type Tick } from "../../deploying/tick.ts";
import { inTemporaryFolder } from "../../host/machine/temporary-folder.ts";
import { openMadeUpProvider } from "../../host/measuring/made-up-provider.ts";
import { dueMetrics } from "../../measuring/due-metrics.ts";
import { measureMetrics } from "../../measuring/measure-metrics.ts";
import { momentOf } from "../../measuring/rollout-moment.ts";
import type { Degradation } from "../../rollout/drill/degradation.ts";
import { DRILL_WEIGHTS, drillPlan, isAnswered, ticksFor } from "../../rollout/drill/drill-plan.ts";
import { madeUpMetric } from "../../rollout/drill/made-up-metric.ts";
import type { Metric, Plan, Span } from "../../rollout/plan.ts";
import { readSpan } from "../../rollout/spec/duration.ts";
import type { WrittenMetric } from "../../rollout/spec/spec.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { World } from "../../workspace/world.ts";
import { openRehearsal, releaseOf } from "./open-rehearsal.ts";

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
/** As many tasks as a comparison and a limit of 1 % ask for. */
const TASKS = 320;

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
  const asked = new Map([[name, madeUpMetric(written, provider?.address)]]);
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

/** Whether the flags that are on the branch give less of the release than before: nothing, or that of a step back. */
async function givesLess({ branch, plan }: Tick, environment: string): Promise<boolean> {
  const key = plan.environments.find(({ name }) => name === environment)?.flagKey;
  const flag = flagsIn((await branch.read()).files.get(FLAGS)).find(([name]) => name === key);
  return flag !== undefined && !JSON.stringify(flag[1].text).includes(`"canary",${DRILL_WEIGHTS[1]}`);
}
