import { policyWeakened } from "../../../check/rules.ts";
import type { Found } from "../../../check/found.ts";
import { weakenedGolden } from "../../../rehearsal/golden/weakened-golden.ts";
import { policySide } from "../../../workspace/policy-side.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import { goldenSetsOf } from "./golden-sets.ts";

/**
 * What the change holds its agents to less than the target branch does; nothing where the folder's own policy judges.
 */
export async function weakenedGoldenSets(workspace: Workspace): Promise<readonly Found[]> {
  if (!workspace.own) return [];
  const head = await workspace.sides.head({ outline: false });
  const side = await policySide(workspace);
  if (side === head) return [];
  const [before, after] = [goldenSetsOf(side), goldenSetsOf(head)];
  const unread = new Set(after.invalid.flatMap(({ finding }) => finding.path ?? []));
  const known = before.sets.filter(({ path }) => !unread.has(path)); // what is wrong with those is said already
  const told = weakenedGolden(
    { sets: known, text: (path) => side.source(path)?.text },
    { sets: after.sets, text: (path) => head.source(path)?.text },
  );
  return told.map(({ path, message }) => ({
    rule: policyWeakened,
    finding: { message, ...(head.entry(path) && { path }) },
  }));
}
