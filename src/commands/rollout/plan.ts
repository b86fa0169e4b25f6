import { rolloutPlans } from "../../checks/rollout-plan.ts";
import { conclude } from "../../judging/conclude.ts";
import { UsageError } from "../../model/usage-error.ts";
import { isDuration, readSpan } from "../../rollout/spec/duration.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { pathOfNamed } from "../deploy/read-rollout.ts";
import type { RolloutValues } from "./options.ts";

/** Every step of a specification, with its time, its gate and how it is undone. */
export async function rolloutPlan(world: World, values: RolloutValues, named: string | undefined): Promise<number> {
  const { gap = [] } = values;
  const wrong = gap.find((one) => !isDuration(one));
  if (wrong !== undefined)
    throw new UsageError(`--gap: "${wrong}" is no time between two ticks. Write it as in 270m or 4h.`);
  const perDay = new Map((values["tasks-per-day"] ?? []).map(tasksPerDay));
  const workspace = await openWorkspace(world, pathOfNamed(world.cwd, named), values);
  return conclude(world, workspace, { ...values }, [rolloutPlans({ gaps: gap.map(readSpan), perDay })]);
}

/** `20`, or of one environment `staging=5`; the name is empty where none is given. */
function tasksPerDay(text: string): readonly [string, number] {
  const equals = text.indexOf("=");
  const number = text.slice(equals + 1);
  if (!/^\d{1,7}(?:\.\d{1,3})?$/.test(number) || Number(number) === 0)
    throw new UsageError(`--tasks-per-day: "${text}" is no number of tasks. Write it as in 20, or staging=5.`);
  return [text.slice(0, Math.max(0, equals)), Number(number)];
}
