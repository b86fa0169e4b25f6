/**
 * Why nothing must be deployed from this checkout; undefined where it may be. Specification, jobs and release come from
 * it: whoever can change it would deploy what they like, with the rights of the job.
 */
export function refuseDeploy(
  env: Readonly<Record<string, string | undefined>>,
  isProtected: boolean,
): string | undefined {
  const isGitHub = env["GITHUB_ACTIONS"] === "true";
  if (!isGitHub && env["GITLAB_CI"] !== "true") return undefined;
  const event = (isGitHub ? env["GITHUB_EVENT_NAME"] : env["CI_PIPELINE_SOURCE"]) ?? "";
  const isOfRequest = isGitHub
    ? event.startsWith("pull_request") ||
      event === "workflow_run" ||
      event === "issue_comment" ||
      event === "merge_group"
    : event === "merge_request_event" || event === "external_pull_request_event";
  if (isOfRequest)
    return `A rollout is not moved by a request, and this job is one of ${event}. Let it run on pushes to the default branch, by a schedule, or by hand.`;
  return isProtected
    ? undefined
    : "A rollout is moved from protected branches only, and this one is not: protect it, for its files say what is deployed and how.";
}
