import { wholeCatalogue } from "../checks/triggers/triggers.ts";
import { conclude } from "../judging/conclude.ts";
import { UsageError } from "../model/usage-error.ts";
import { openWorkspace } from "../workspace/workspace.ts";
import { type Command, defineCommand } from "./command.ts";
import { judgingOptions, pathArgument } from "./options.ts";

export const triggersCommand: Command = defineCommand({
  name: "triggers",
  summary: "Show which skill each prompt of the trigger sets finds, and which descriptions are nearly alike.",
  description:
    "Reads evals/trigger-eval.json and evals/evals.json beside each skill, and searches all skills, subagents and commands by their prompts. Compares words; asks no model.",
  positionals: [{ name: "action", summary: "`report` is the only one." }, pathArgument],
  options: judgingOptions,
  examples: [
    { line: "agent-ci triggers report", does: "what works, what collides with what, and the words that decide" },
    { line: "agent-ci triggers report --output html=triggers.html", does: "the same as a page to share" },
  ],
  async run(world, values, [action = "", target]) {
    if (action !== "report") throw new UsageError(`triggers has no "${action}"; it has: report.`);
    const workspace = await openWorkspace(world, target, values);
    return conclude(world, workspace, values, [wholeCatalogue]);
  },
});
