import { memberAt } from "../../host/pipeline/event.ts";
import { ForgeError } from "../forge-error.ts";
import { attempt, type GitHubProject, openGitHub } from "../github-call.ts";
import { retried, sleep } from "../retried.ts";
import { unlessGone } from "./reading.ts";

/** Without reviewers an environment asks nobody, and whoever may start a run goes through it. */
export async function hasReviewers(
  { rest, project }: ReturnType<typeof openGitHub>,
  environment: string,
): Promise<boolean> {
  const asked = { ...project(), environment_name: environment };
  const found = await unlessGone(() => attempt(rest.repos.getEnvironment(asked)));
  return (found?.protection_rules ?? []).some((rule) => {
    const reviewers = memberAt(rule, "reviewers");
    return rule.type === "required_reviewers" && Array.isArray(reviewers) && reviewers.length > 0;
  });
}

/** The same for who only tells people: undefined where GitHub does not say. */
export async function asksReviewers(at: GitHubProject, environment: string): Promise<boolean | undefined> {
  try {
    return await retried(() => hasReviewers(openGitHub(at), environment), sleep);
  } catch (error) {
    if (error instanceof ForgeError) return undefined;
    throw error;
  }
}
