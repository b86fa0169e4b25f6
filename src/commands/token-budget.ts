import { type Command, defineCommand } from "./command.ts";
import { conclude } from "../judging/conclude.ts";
import { judgingOptions, pathArgument } from "./options.ts";
import { proposedBudgets, tokenLoad } from "../checks/tokens/load.ts";
import { UsageError } from "../model/usage-error.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const tokenBudgetCommand: Command = defineCommand({
  name: "token-budget",
  summary: "Hold what clients load to the token budgets of the configuration, and show what changed.",
  description: "`agent-ci tokens` in a pipeline: `agent-ci check` judges the same budgets beside everything else.",
  positionals: [pathArgument],
  options: [
    {
      name: "propose",
      type: "boolean",
      summary: "Print budgets for the configuration: what is counted today, with a fifth of each left.",
      doors: ["terminal"],
    },
    ...judgingOptions,
  ],
  examples: [
    { line: "agent-ci token-budget --base origin/main", does: "judge, and compare with the base" },
    { line: "agent-ci token-budget --propose", does: "budgets to copy into agent-ci.yaml" },
  ],
  pillar: {
    title: "agent-ci token-budget",
    icon: "bar-chart-2",
    permissions: { "contents: read": "to check out, and to read the target branch's configuration in a pull request" },
  },
  async run(world, values, [target]) {
    const workspace = await openWorkspace(world, target, values);
    if (values.propose !== true) return conclude(world, workspace, values, [tokenLoad({})]);
    const proposed = await proposedBudgets(world, workspace);
    if (proposed === undefined)
      throw new UsageError("Nothing that a model reads is here, so that there is nothing to bound.");
    world.out(proposed);
    return 0;
  },
});
