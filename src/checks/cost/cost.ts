import { PROFILE } from "../../cost/profile/profile.ts";
import type { Check } from "../../judging/evidence.ts";

/** What agents cost, and whether that keeps to the budgets. Nothing is loaded where nobody says how they are used. */
export const cost: Check = async (world, workspace) => {
  if (workspace.policy.read(PROFILE) === undefined) return { found: [], rules: [] };
  const { judgedCost } = await import("./judged-cost.ts");
  return judgedCost(world, workspace);
};
