import type { Evidence } from "../../judging/evidence.ts";
import type { Repository } from "../../model/rule.ts";
import type { Counter } from "../../tokens/counter.ts";
import { compareTokens } from "../../tokens/delta.ts";
import { mergeMeasurements } from "../../tokens/merge-measurements.ts";
import { readersOf } from "../../workspace/readers-in-use.ts";
import { shownAt } from "../../workspace/shown-at.ts";
import { seesAll, type Workspace } from "../../workspace/workspace.ts";
import { judgeTokens } from "./judge-tokens.ts";

/** What exceeds a budget of the policy, and what the head costs beside the base where there is one. */
export async function judgeSides(
  workspace: Workspace,
  head: Repository,
  base: Repository | undefined,
  counter: Counter,
): Promise<Required<Pick<Evidence, "found" | "measurements" | "sections" | "rules">>> {
  const { settings, fromConfig, rules: policy } = workspace.policy;
  const writtenAt = seesAll(workspace) ? (key: string) => shownAt(head, workspace, key) : undefined;
  const judged = await judgeTokens({ head, base, budgets: settings.budgets, policy, fromConfig, writtenAt }, counter);
  const delta = base && (await compareTokens(head, base, readersOf(workspace), counter));
  return {
    found: judged.found,
    measurements: mergeMeasurements(
      judged.measurements.filter(({ path }) => workspace.place.selects(path)),
      delta?.measurements ?? [],
    ),
    sections: delta ? [delta.section] : [],
    rules: judged.rules,
  };
}
