import { usageOfLogs } from "../../checks/usage/usage-of-logs.ts";
import { DIMENSIONS } from "../../usage/sum-usage.ts";
import { conclude } from "../../judging/conclude.ts";
import { UsageError } from "../../model/usage-error.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import type { CostValues } from "./cost.ts";

/** What models were used for, by logs. */
export async function costReport(world: World, values: CostValues): Promise<number> {
  const { logs = [], zone = "UTC", workflow, model } = values;
  const wanted = values.by ?? ["day", "model", "agent"];
  const by = DIMENSIONS.filter((one) => wanted.includes(one));
  if (logs.length === 0) throw new UsageError("cost report reads logs: name a folder or a file of them with --logs.");
  const workspace = await openWorkspace(world, undefined, values);
  const asked = { logs, by, zone, ...(workflow !== undefined && { workflow }), ...(model !== undefined && { model }) };
  return conclude(world, workspace, { ...values }, [usageOfLogs(asked)]);
}
