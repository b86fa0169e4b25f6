import { type Level, workflowCommand } from "../report/formats/workflow-command.ts";

/** An annotation about the run itself; the reporter makes those about findings. */
export function annotate(level: Level, message: string): void {
  process.stdout.write(`${workflowCommand(level, { title: "agent-ci" }, message)}\n`);
}
