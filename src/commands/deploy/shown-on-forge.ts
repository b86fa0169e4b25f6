import { forgeOf } from "../../host/pipeline/pipeline.ts";
import { deploymentsOf } from "../../rollout/deployments.ts";
import type { Plan } from "../../rollout/plan.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { World } from "../../workspace/world.ts";
import type { TokenValues } from "./token-values.ts";

/**
 * Has GitHub show where a rollout stands; why it does not, where it was asked. On GitLab the job itself is the
 * deployment of its environment.
 */
export async function shownOnForge(
  { env }: World,
  values: TokenValues,
  plan: Plan,
  state: RolloutState,
): Promise<string | undefined> {
  const token = values["github-token"] ?? env["GITHUB_TOKEN"];
  if (forgeOf(env) !== "github" || !token) return undefined;
  const wanted = deploymentsOf(plan, state);
  if (wanted.length === 0) return undefined;
  const { gitHubDeployments } = await import("../../forge/deployments/github-deployments.ts");
  const { showDeployments } = await import("../../forge/deployments/show-deployments.ts");
  const { gitHubProject } = await import("../../forge/github-project.ts");
  return showDeployments(gitHubDeployments(gitHubProject(env, token)), plan.name, wanted);
}
