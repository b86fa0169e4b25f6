import { pushRecords } from "../../host/measuring/push-records.ts";
import { RECORD_BRANCH } from "../../host/measuring/record-branch.ts";
import { writtenRecords } from "../../host/measuring/written-records.ts";
import { UsageError } from "../../model/usage-error.ts";
import { withNoun } from "../../model/numbers.ts";
import { BRANCH } from "../../rollout/analysis/record-source.ts";
import { objectIn } from "../../rollout/analysis/task-record.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import type { RolloutValues } from "./options.ts";

/** Pushes what workers have written of their tasks to the branch of records, whoever else pushes to it meanwhile. */
export async function rolloutRecord(world: World, values: RolloutValues, named: string | undefined): Promise<number> {
  if (named === undefined) throw new UsageError("Say which records: agent-ci rollout record <file or folder>.");
  const { records, open } = writtenRecords(world.cwd, named);
  const branch = values.branch ?? RECORD_BRANCH;
  if (!BRANCH.test(branch)) throw new UsageError(`--branch cannot be "${branch}": write one such as ${RECORD_BRANCH}.`);
  const added = await pushRecords(await openState(world, values.state), branch, records);
  world.out(`${withNoun(added, "task record")} ${added === 1 ? "was" : "were"} added to ${branch}.\n`);
  const wrong = records.flatMap(({ lines }) =>
    lines.filter((line) => line.trim() !== "" && objectIn(line) === undefined),
  ).length;
  if (wrong > 0)
    world.notice(
      `${wrong} of the lines ${wrong === 1 ? "is" : "are"} no JSON object, which no tick counts: mend what writes them.`,
    );
  if (open > 0)
    world.notice(
      `${withNoun(open, "file")} ${open === 1 ? "ends" : "end"} within a line, which is left for the next time.`,
    );
  return 0;
}
