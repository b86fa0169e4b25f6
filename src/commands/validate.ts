import { UsageError } from "../model/usage-error.ts";
import { type Command, defineCommand } from "./command.ts";
import type { Summary } from "../judging/conclude.ts";
import { environments } from "../checks/environments.ts";
import { fixFirst } from "./fixing/fix-first.ts";
import { fixingOptions, judgingOptions, pathArgument } from "./options.ts";
import { schemas } from "../checks/schemas.ts";
import { checklistBeside } from "../checks/review-checklist.ts";
import { validation } from "../checks/validation.ts";
import { openWorkspace } from "../workspace/workspace.ts";

const CHECKS = [validation, environments, schemas] as const;

export const validateCommand: Command = defineCommand({
  name: "validate",
  summary: "Check agent configuration against the rules of its formats and clients.",
  description:
    "The validation part of `agent-ci check` alone. For a change its report holds the review checklist, too.",
  positionals: [pathArgument],
  options: [...judgingOptions, ...fixingOptions],
  examples: [{ line: "agent-ci validate skills/review-pr", does: "validate one skill" }],
  pillar: {
    title: "agent-ci validate",
    icon: "check-square",
    permissions: { "contents: read": "to check out, and to read the target branch's configuration in a pull request" },
  },
  async run(world, values, [target]) {
    const workspace = await openWorkspace(world, target, values);
    return fixFirst(world, workspace, values, CHECKS, { summary: checklist, fixing: [validation] });
  },
});

/** Rules that compare insist on a base; the checklist does without. */
const checklist: Summary = async (world, workspace, found) => {
  const base = await workspace.sides.base({ outline: false }).catch((error: unknown) => {
    if (error instanceof UsageError) return undefined;
    throw error;
  });
  if (!base) return [];
  return checklistBeside(CHECKS)(world, workspace, found);
};
