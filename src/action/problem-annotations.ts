import { withNoun } from "../model/numbers.ts";
import { PER_LEVEL } from "../report/formats/github.ts";
import { workflowCommand } from "../report/formats/workflow-command.ts";

/**
 * An annotation for each of what the user has to mend, as many as the runner shows; then one that counts the others.
 */
export function problemAnnotations(problems: readonly string[]): readonly string[] {
  const shown = problems.slice(0, PER_LEVEL).map((problem) => workflowCommand("error", { title: "agent-ci" }, problem));
  const rest = problems.length - shown.length;
  if (rest === 0) return shown;
  const message = `GitHub shows ${PER_LEVEL} annotations of each level: ${withNoun(rest, "more problem")} in the log of this step.`;
  return [...shown, workflowCommand("notice", { title: "agent-ci" }, message)];
}
