import type { Anew } from "../check/baseline/apply-baseline.ts";
import { type Baseline, renderBaseline } from "../check/baseline/baseline.ts";
import { writeInside } from "../host/files/write-whole.ts";
import { inPipeline } from "../model/in-pipeline.ts";
import { UsageError } from "../model/usage-error.ts";
import { terminal } from "../report/escape/terminal.ts";
import type { World } from "../workspace/world.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type BaselineAsked, baselinePath } from "./baseline-asked.ts";

/**
 * Writes what today's findings make of it, secrets as `engine` found them, and says what that changes. Throws
 * UsageError where it is not the checked folder's own.
 */
export function updateBaseline(
  world: World,
  workspace: Workspace,
  asked: BaselineAsked,
  anew: Anew,
  engine: string | undefined,
): Baseline {
  const { policy, place, own } = workspace;
  const path = baselinePath(asked);
  if (path === undefined) throw new UsageError("--update-baseline has nothing to write with --baseline none.");
  if (own)
    throw new UsageError(
      "--update-baseline writes the baseline of the checked folder, and another policy judges here. Add --policy-from head.",
    );
  const held = inPipeline(world.env) && asked["grow-baseline"] !== true;
  const entries = [...anew.kept, ...(held ? [] : anew.added)];
  const baseline = { entries, ...(engine !== undefined && { engine }) };
  const refusal = writeInside(place.top, policy.home + path, renderBaseline(baseline));
  if (refusal !== undefined) throw new UsageError(`Cannot write "${policy.home}${path}": ${refusal}.`);
  const counts = [
    `${held ? 0 : anew.added.length} added`,
    `${anew.removed.length} removed`,
    ...(anew.moved > 0 ? [`${anew.moved} moved`] : []),
    `${entries.length} in all`,
  ];
  world.notice(`${terminal(policy.home + path)}: ${counts.join(", ")}.`);
  if (held && anew.added.length > 0)
    world.notice(
      `${anew.added.length} new findings were not added: in a pipeline a baseline only shrinks. Add them on your machine, or with --grow-baseline.`,
    );
  return baseline;
}
