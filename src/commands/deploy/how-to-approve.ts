import { toApprove, workflowOf } from "../../forge/approval/to-approve.ts";
import type { RolloutState } from "../../rollout/state.ts";
import { approvalEnvironment } from "../../setup/rollout-shape.ts";
import type { World } from "../../workspace/world.ts";
import { type Awaited, phraseFor } from "./awaited.ts";
import type { TokenValues } from "./token-values.ts";

/** An environment of the forge that somebody is asked in, and how they agree. */
export interface AskedPerson {
  readonly environment: string;
  /** False where GitHub says that it has no reviewers: then nobody is told by it that they are asked. */
  readonly reviewed: boolean | undefined;
  /** One sentence on what waits for whom, and what they do. */
  readonly how: string;
}

/** What somebody does on GitHub to let go on what waits for people, for each role that is asked. */
export async function howToApprove(
  { env }: Pick<World, "env">,
  values: TokenValues,
  state: RolloutState,
  { environment, key, checkpoint, roles }: Awaited,
): Promise<readonly AskedPerson[]> {
  return Promise.all(
    roles.map(async (role) => {
      const waits = approvalEnvironment(environment, role);
      const reviewed = await isReviewed(env, values["github-token"] ?? env["GITHUB_TOKEN"], waits);
      const phrase = phraseFor(state, key, role);
      const said = toApprove({
        phrase,
        environment: waits,
        ...(reviewed !== undefined && { reviewed }),
        workflow: workflowOf(env),
      });
      const what = checkpoint === undefined ? "waits for an approval" : `waits for ${checkpoint} to be confirmed`;
      const how = `${state.id} ${what}${role === null ? "" : ` by ${role}`}. ${said.join(" ")}`;
      return { environment: waits, reviewed, how };
    }),
  );
}

/** Undefined where GitHub does not say. */
async function isReviewed(env: World["env"], token: string | undefined, environment: string) {
  if (!token) return undefined;
  const { asksReviewers } = await import("../../forge/approval/github-reviewers.ts");
  const { gitHubProject } = await import("../../forge/github-project.ts");
  return asksReviewers(gitHubProject(env, token), environment);
}
