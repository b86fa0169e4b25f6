import { countArtifacts } from "../../check/measure.ts";
import type { Check } from "../../judging/evidence.ts";
import { judgeSides } from "./judge-sides.ts";
import { openWorkspaceCounter } from "../../workspace/open-counter.ts";

/** Token budgets as a part of a check: what is within its budget by its bytes alone is not counted. */
export const tokenBudgets: Check = async (world, workspace) => {
  const needs = { outline: false };
  const [head, base] = [await workspace.sides.head(needs), await workspace.sides.base(needs)];
  const { counter, save } = openWorkspaceCounter(world, workspace);
  const judged = await judgeSides(workspace, head, base, counter);
  save();
  return { ...judged, checked: countArtifacts(head.artifacts.filter(({ path }) => workspace.place.selects(path))) };
};
