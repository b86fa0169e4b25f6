import type { FinishedRun } from "../forge/workflow-runs.ts";
import { UsageError } from "../model/usage-error.ts";
import type { WorkflowSource } from "../rollout/analysis/record-source.ts";
import type { Instant } from "../rollout/state.ts";
import type { MeasuredFrom } from "./ask-provider.ts";

/** Each run of a workflow that ended, as lines of task records. Throws UsageError where it cannot be asked. */
export async function readRuns(
  { env }: Pick<MeasuredFrom, "env">,
  { repository = env["GITHUB_REPOSITORY"] ?? "", token: variable, ...asked }: WorkflowSource,
  since: Instant,
): Promise<string> {
  const [owner = "", repo = ""] = repository.split("/");
  if (owner === "" || repo === "") throw new UsageError("nothing says of which repository: give it `repository`");
  const token = env[variable] ?? "";
  if (token === "") throw new UsageError(`${variable} is not set: give the job a token with \`actions: read\``);
  const { workflowRuns } = await import("../forge/workflow-runs.ts");
  const url = env["GITHUB_API_URL"] || "https://api.github.com";
  const runs = await workflowRuns({ url, owner, repo, token }, { ...asked, since });
  return runs.map((run) => JSON.stringify(taskOf(run))).join("\n");
}

/** What was cancelled or skipped has no outcome: it says nothing of what agents do. */
const OUTCOMES: ReadonlyMap<string | null, string> = new Map([
  ["success", "success"],
  ["failure", "failure"],
  ["timed_out", "failure"],
  ["startup_failure", "failure"],
]);

const taskOf = ({ id, started, ended, conclusion, attempt, event }: FinishedRun) => ({
  task_id: String(id),
  started,
  duration_ms: Math.max(0, Date.parse(ended) - Date.parse(started)),
  outcome: OUTCOMES.get(conclusion),
  conclusion,
  attempt,
  event,
});
