import { costAsked } from "../checks/cost/cost.ts";
import { approvable } from "./cost/approvable.ts";
import { conclude } from "../judging/conclude.ts";
import { openWorkspace } from "../workspace/workspace.ts";
import { type Command, defineCommand } from "./command.ts";
import { judgingOptions, pathArgument } from "./options.ts";

export const costGateCommand: Command = defineCommand({
  name: "cost-gate",
  summary: "Hold what agents are expected to cost to the budgets of the configuration, and show what changed.",
  description:
    "`agent-ci cost gate` in a pipeline: agent-usage.yaml says how agents are used, and `agent-ci check` judges the same beside everything else.",
  positionals: [pathArgument],
  options: judgingOptions,
  examples: [{ line: "agent-ci cost-gate --base origin/main", does: "judge, and compare with the base" }],
  pillar: {
    title: "agent-ci cost-gate",
    icon: "dollar-sign",
    permissions: {
      "contents: read": "to check out, and to read the target branch's configuration in a pull request",
      "pull-requests: read": "to see who approved, where `cost.approval` is set",
      "actions: read": "to see who approved in an environment, where `cost.approval` is set",
    },
    gives: {
      approval: "approved, wanted, refused or unknown, where a budget is exceeded that somebody may approve.",
      "approval-environment": "The environment whose reviewers may, where they have not: for a job that waits for it.",
    },
  },
  async run(world, values, [target]) {
    return conclude(world, await openWorkspace(world, target, values), values, [approvable(costAsked(), values)]);
  },
});
