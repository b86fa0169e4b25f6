import { memberAt } from "../host/pipeline/event.ts";
import { attempt, type GitHubProject, openGitHub, PAGE_OF_GITHUB } from "./github-call.ts";

/** Which runs of a workflow are asked for. */
export interface AskedRuns {
  /** Its file name in `.github/workflows`, or its id. */
  readonly workflow: string;
  readonly branch: string;
  readonly event?: string;
  /** Runs that were created before are not asked for; milliseconds. */
  readonly since: number;
}

/** A run of a workflow that came to its end. */
export interface FinishedRun {
  readonly id: number;
  /** ISO 8601: when its last attempt began, and when it was last changed, which is when that ended. */
  readonly started: string;
  readonly ended: string;
  readonly conclusion: string | null;
  readonly attempt: number;
  readonly event: string;
}

/** The newest thousand runs of a workflow are looked at. */
const MOST_PAGES = 10;

/**
 * The runs of a workflow that ended, of the repository's own branch. What a fork or a request runs is left out: a
 * branch of a fork may be called as ours, and whoever opens a request writes what its runs do. Rejects with ForgeError.
 */
export async function workflowRuns(
  at: GitHubProject,
  { workflow, branch, event, since }: AskedRuns,
): Promise<readonly FinishedRun[]> {
  const { rest, project } = openGitHub(at);
  const found: FinishedRun[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { workflow_runs: runs } = await attempt(
      rest.actions.listWorkflowRuns({
        ...project(),
        workflow_id: workflow,
        branch,
        ...(event !== undefined && { event }),
        status: "completed",
        per_page: PAGE_OF_GITHUB,
        page,
      }),
    );
    for (const run of runs) {
      // A fork may be gone, which the description of the API does not know.
      const head = memberAt(run, "head_repository", "full_name");
      const isOwn = typeof head === "string" && head.toLowerCase() === `${at.owner}/${at.repo}`.toLowerCase();
      if (!isOwn || run.event.startsWith("pull_request") || run.head_branch !== branch) continue;
      if (Date.parse(run.created_at) < since) continue;
      found.push({
        id: run.id,
        started: run.run_started_at ?? run.created_at,
        ended: run.updated_at,
        conclusion: run.conclusion,
        attempt: run.run_attempt ?? 1,
        event: run.event,
      });
    }
    const oldest = runs.at(-1);
    // The newest come first.
    if (runs.length < PAGE_OF_GITHUB || (oldest && Date.parse(oldest.created_at) < since)) break;
  }
  return found;
}
