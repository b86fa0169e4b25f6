import type { Fixable } from "../../check/fixes/plan-fixes.ts";
import { rollouts } from "../../checks/rollouts.ts";
import { validation } from "../../checks/validation.ts";
import { type Check, gather, lookedAt, signEvidence } from "../../judging/evidence.ts";
import { settleEvidence } from "../../judging/settle-evidence.ts";
import type { World } from "../../workspace/world.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** The checks whose findings may have fixes. */
const FIXING: readonly Check[] = [validation, rollouts];

/** The fixes that checks offer for what the user named, and that nobody has answered for. */
export async function fixable(
  world: World,
  workspace: Workspace,
  unsafe: boolean,
  checks = FIXING,
): Promise<readonly Fixable[]> {
  const evidence = await gather(world, workspace, checks);
  const signed = signEvidence(workspace, evidence);
  const { diagnostics } = await settleEvidence(world, workspace, signed, lookedAt(evidence));
  const { artifacts } = await workspace.sides.head({ outline: false });
  const behind = new Map(artifacts.map(({ path, file = path }) => [path, file]));
  return diagnostics.flatMap(({ path, rule, fix }) =>
    path !== undefined && fix && (fix.safe || unsafe) ? [{ path: behind.get(path) ?? path, rule, fix }] : [],
  );
}
