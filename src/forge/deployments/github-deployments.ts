import { memberAt } from "../../host/pipeline/event.ts";
import { parsed } from "../../model/json.ts";
import { TASK } from "../../rollout/deployments.ts";
import { ForgeError } from "../forge-error.ts";
import { attempt, type GitHubProject, openGitHub, PAGE_OF_GITHUB } from "../github-call.ts";
import type { DeploymentBoard, ShownDeployment } from "./show-deployments.ts";

/**
 * Deployments of a repository at GitHub: https://docs.github.com/rest/deployments, read 2026-11-30. `auto_merge` would
 * merge the default branch into what is deployed, and commit statuses have no say here; `auto_inactive` would leave out
 * production, whose records end as ours say.
 */
export function gitHubDeployments(at: GitHubProject & { readonly runUrl?: string }): DeploymentBoard {
  const { rest, project } = openGitHub(at);
  const url = at.runUrl === undefined ? {} : { log_url: at.runUrl };
  return {
    permission: "Give the job `permissions:` `deployments: write`.",
    list: async (environment) => {
      const asked = { ...project(), environment, per_page: PAGE_OF_GITHUB };
      const found: readonly unknown[] = await attempt(rest.repos.listDeployments(asked));
      return found.flatMap(shownOf);
    },
    create: async ({ environment, production, task, commit, payload, description }) => {
      const made = await attempt<unknown>(
        rest.repos.createDeployment({
          ...project(),
          ref: commit,
          task,
          auto_merge: false,
          required_contexts: [],
          payload: { ...payload, ...(at.runUrl !== undefined && { verdictUrl: at.runUrl }) },
          environment,
          description,
          transient_environment: false,
          production_environment: production,
        }),
      );
      const id = memberAt(made, "id");
      if (typeof id === "number") return id;
      throw new ForgeError({ status: 0, reason: "no deployment was made", passing: false });
    },
    latest: async (id) => {
      const asked = { ...project(), deployment_id: id, per_page: 1 };
      const [found] = await attempt(rest.repos.listDeploymentStatuses(asked));
      return found && { status: found.state, description: found.description };
    },
    report: async (id, state, description) => {
      await attempt(
        rest.repos.createDeploymentStatus({
          ...project(),
          deployment_id: id,
          state,
          description,
          auto_inactive: false,
          ...url,
        }),
      );
    },
  };
}

/** GitHub gives the payload back as it was sent, or as a text of it. */
function shownOf(deployment: unknown): readonly ShownDeployment[] {
  const [id, task, sent] = [memberAt(deployment, "id"), memberAt(deployment, "task"), memberAt(deployment, "payload")];
  const payload = typeof sent === "string" ? parsed(sent) : sent;
  const [rollout, step, release] = ["rollout", "step", "release"].map((key) => memberAt(payload, key));
  if (typeof id !== "number" || typeof task !== "string" || !task.startsWith(TASK)) return [];
  if (typeof rollout !== "string" || typeof step !== "string" || typeof release !== "string") return [];
  return [{ id, rollout, step, release }];
}
