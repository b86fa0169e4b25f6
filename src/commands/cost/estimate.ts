import { readCaptured } from "../../checks/cost/captured.ts";
import { costAsked } from "../../checks/cost/cost.ts";
import { costCsv } from "../../cost/cost-csv.ts";
import { conclude } from "../../judging/conclude.ts";
import { gather } from "../../judging/evidence.ts";
import { escapeRows } from "../../report/escape/terminal.ts";
import { UsageError } from "../../model/usage-error.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { approvable } from "./approvable.ts";
import type { CostValues } from "./cost.ts";

/** What the workflows of the profile are expected to cost. Nothing is refused: that is the gate's. */
export async function costEstimate(world: World, values: CostValues, target: string | undefined): Promise<number> {
  const settings = { ...values.settings, "fail-on": "never", "on-inconclusive": "warn" };
  const workspace = await openWorkspace(world, target, { ...values, settings });
  const { captures } = values;
  const check = costAsked(captures === undefined ? undefined : readCaptured(world.cwd, captures));
  if (values.csv !== true) return conclude(world, workspace, { ...values, settings }, [check]);
  const [evidence] = await gather(world, workspace, [check]);
  const section = evidence?.sections?.find(({ kind }) => kind === "cost");
  world.out(escapeRows(costCsv(section?.data)));
  return 0;
}

/** The same against the base. */
export async function costDiff(world: World, values: CostValues, target: string | undefined): Promise<number> {
  const { sides } = await openWorkspace(world, target, values);
  if ((await sides.baseCommit()) === undefined)
    throw new UsageError("A difference has two sides. Say against what: `agent-ci cost diff --base origin/main`.");
  return costEstimate(world, values, target);
}

/** Whether it keeps to the budgets. */
export async function costGate(world: World, values: CostValues, target: string | undefined): Promise<number> {
  return conclude(world, await openWorkspace(world, target, values), { ...values }, [approvable(costAsked(), values)]);
}
