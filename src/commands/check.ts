import { type Command, defineCommand } from "./command.ts";
import { fixFirst } from "./fixing/fix-first.ts";
import { approvable } from "./cost/approvable.ts";
import { cost } from "../checks/cost/cost.ts";
import { EVERY_CHECK } from "../checks/every-check.ts";
import { reviewChecklist } from "../checks/review-checklist.ts";
import type { Check } from "../judging/evidence.ts";
import { dryRunReport, fixingOptions, judgingOptions, mergeOption, pathArgument } from "./options.ts";
import { mergedResults } from "../checks/merged.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const checkCommand: Command = defineCommand({
  name: "check",
  summary: "Run every check on a repository of agent configuration and give a verdict.",
  positionals: [pathArgument],
  options: [...judgingOptions, mergeOption, dryRunReport, ...fixingOptions],
  examples: [
    { line: "agent-ci check", does: "check the working directory" },
    { line: "agent-ci check plugins/review --fail-on warning", does: "one folder, warnings fail too" },
    { line: "agent-ci check --merge zizmor.sarif", does: "with what another tool found, in one report" },
    { line: "agent-ci check --format github --output sarif=agent-ci.sarif", does: "annotations, and a file to upload" },
  ],
  pillar: {
    title: "agent-ci check",
    icon: "check-circle",
    secrets: true,
    permissions: {
      "contents: read": "to check out, and to read the target branch's configuration in a pull request",
      "pull-requests: read": "to see who approved that a budget is exceeded, where `cost.approval` is set",
    },
  },
  async run(world, values, [target]) {
    const workspace = await openWorkspace(world, target, values);
    const others = [
      ...(values.merge ? [mergedResults(values.merge)] : []),
      ...(values["dry-run-report"] ? [await finished(values["dry-run-report"])] : []),
    ];
    const every = EVERY_CHECK.map((one) => (one === cost ? approvable(cost, values) : one));
    return fixFirst(world, workspace, values, [...every, ...others], { summary: reviewChecklist });
  },
});

/** What only those need who have rehearsed before is loaded for them alone. */
async function finished(files: readonly string[]): Promise<Check> {
  return (await import("../checks/rehearsal/merged-reports.ts")).mergedReports("dry-run-report", files);
}
