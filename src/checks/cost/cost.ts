import { PROFILE } from "../../cost/profile/profile.ts";
import type { Check, Evidence } from "../../judging/evidence.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Captured } from "./captured.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { pageUrl } from "../../report/tool.ts";

/** What agents cost, and whether that keeps to the budgets. Nothing is loaded where nobody says how they are used. */
export const cost: Check = (world, workspace) => judgedIfSaid(world, workspace);

/**
 * The same, for somebody who asked for it: that nobody says how agents are used is no answer then. But a change's own
 * policy, which is asked after the one that judges, may have dropped the profile: that was said then. `captured` is
 * what a dry run saw of the requests of clients.
 */
export function costAsked(captured?: Captured): Check {
  let isSaid = false;
  return async (world, workspace) => {
    isSaid ||= hasProfile(workspace);
    if (!isSaid)
      throw new UsageError(
        `There is no ${workspace.policy.home}${PROFILE}: it says which workflow runs how often, and ${pageUrl("cost-gate")} has one to begin with.`,
      );
    return judgedIfSaid(world, workspace, captured);
  };
}

async function judgedIfSaid(world: World, workspace: Workspace, captured?: Captured): Promise<Evidence> {
  if (!hasProfile(workspace)) return { found: [], rules: [] };
  const { judgedCost } = await import("./judged-cost.ts");
  return judgedCost(world, workspace, captured);
}

/** Where the policy has none, the change may bring the first one. Both are asked, so that both are known to matter. */
function hasProfile({ policy, own }: Workspace): boolean {
  const texts = [policy.read(PROFILE), own?.policy.read(PROFILE)];
  return texts.some((text) => text !== undefined);
}
