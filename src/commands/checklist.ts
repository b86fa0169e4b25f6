import type { ChecklistItem } from "../checklist/fill-checklist.ts";
import { UsageError } from "../model/usage-error.ts";
import { guardLines, terminal } from "../report/escape/terminal.ts";
import { escapeMarkdown } from "../report/escape/markdown.ts";
import { safeJson } from "../report/escape/json.ts";
import { type Command, defineCommand } from "./command.ts";
import { gather, lookedAt, signEvidence } from "../judging/evidence.ts";
import { baseOption, configOption, githubToken, pathArgument, policyFrom } from "./options.ts";
import { EVERY_CHECK } from "../checks/every-check.ts";
import { itemsOf } from "../checks/review-checklist.ts";
import { settleEvidence } from "../judging/settle-evidence.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const checklistCommand: Command = defineCommand({
  name: "checklist",
  summary: "Fill in the review checklist of a change, as Markdown for its description.",
  description:
    "What the checks prove is ticked, with the evidence; what they cannot is a question for people. It judges nothing: `agent-ci check` does.",
  positionals: [pathArgument],
  options: [
    {
      name: "format",
      type: "string",
      values: ["markdown", "json"],
      doors: ["terminal"],
      summary: "How to print it.",
    },
    baseOption,
    configOption,
    policyFrom,
    githubToken,
  ],
  examples: [{ line: "agent-ci checklist --base origin/main", does: "the questions that this branch raises" }],
  async run(world, values, [target]) {
    const workspace = await openWorkspace(world, target, values);
    if ((await workspace.sides.baseCommit()) === undefined)
      throw new UsageError("A checklist is about a change. Say against what: `agent-ci checklist --base origin/main`.");
    const evidence = await gather(world, workspace, EVERY_CHECK);
    const signed = signEvidence(workspace, evidence);
    const settled = await settleEvidence(world, workspace, signed, lookedAt(evidence));
    const items = (await itemsOf(workspace, settled)) ?? [];
    world.out(
      values.format === "json"
        ? safeJson({ version: 1, items })
        : world.terminal.out
          ? guardLines(asText(items))
          : asMarkdown(items),
    );
    return 0;
  },
});

/** For whoever reads it where it stands: nothing there needs the escapes of Markdown. */
const asText = (items: readonly ChecklistItem[]): string =>
  items.length === 0
    ? "No agent configuration changes.\n"
    : items.map(({ says, done, note }) => `[${done ? "x" : " "}] ${says}: ${terminal(note)}\n`).join("");

function asMarkdown(items: readonly ChecklistItem[]): string {
  if (items.length === 0) return "No agent configuration changes.\n";
  const lines = items.map(({ says, done, note }) => `- [${done ? "x" : " "}] ${says}: ${escapeMarkdown(note)}`);
  return `${lines.join("\n")}\n`;
}
