import { count } from "../../check/measure.ts";
import { tokenDelta } from "../../tokens/delta.ts";
import { mergeMeasurements } from "../../tokens/merge-measurements.ts";
import type { Check } from "../../judging/evidence.ts";
import { readersOf } from "../../workspace/readers-in-use.ts";
import { judgeTokens } from "./judge-tokens.ts";
import { workspaceCounter } from "../../workspace/open-counter.ts";

/** Token budgets as a part of a check: what is within its budget by its bytes alone is not counted. */
export const tokenBudgets: Check = async (world, workspace) => {
  const needs = { outline: false };
  const [head, base] = [await workspace.sides.head(needs), await workspace.sides.base(needs)];
  const { counter, save } = workspaceCounter(world, workspace);
  const { settings, fromConfig, rules } = workspace.policy;
  const { selects } = workspace.place;
  const judged = await judgeTokens({ head, base, budgets: settings.budgets, policy: rules, fromConfig }, counter);
  const delta = base && (await tokenDelta(head, base, readersOf(workspace), counter));
  save();
  return {
    found: judged.found,
    measurements: mergeMeasurements(
      judged.measurements.filter(({ path }) => selects(path)),
      delta?.measurements ?? [],
    ),
    sections: delta ? [delta.section] : [],
    checked: count(head.artifacts.filter(({ path }) => selects(path))),
    rules: judged.rules,
  };
};
