import { usageOfLogs } from "../../checks/usage/usage-of-logs.ts";
import { DIMENSIONS } from "../../usage/sum-usage.ts";
import { usageCsv } from "../../cost/used/usage-csv.ts";
import { conclude } from "../../judging/conclude.ts";
import { gather } from "../../judging/evidence.ts";
import { UsageError } from "../../model/usage-error.ts";
import { escapeRows, showLines } from "../../report/escape/terminal.ts";
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
  if (values.csv !== true) return conclude(world, workspace, { ...values }, [usageOfLogs(asked)]);
  const [evidence] = await gather(world, workspace, [usageOfLogs(asked)]);
  world.out(escapeRows(usageCsv(evidence?.sections?.find(({ kind }) => kind === "usage")?.data)));
  // A table has no room for what it lacks: that is said beside it, and is no pass.
  for (const { finding } of evidence?.found ?? []) world.err(showLines([finding.message]));
  return evidence?.found.some(({ rule }) => rule.severity === "error") ? 1 : 0;
}
