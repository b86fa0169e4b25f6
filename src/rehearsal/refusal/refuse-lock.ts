/**
 * Why the servers of a checkout must not be started here; undefined where they may. Whoever can change the checkout
 * would run what they like with the rights of the job: a request's change is not looked at, let alone a fork's.
 */
export function refuseLock(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const github = env["GITHUB_ACTIONS"] === "true";
  const gitlab = env["GITLAB_CI"] === "true";
  if (!github && !gitlab) return undefined;
  const isProtected = github
    ? env["GITHUB_REF_PROTECTED"] === "true" && !(env["GITHUB_EVENT_NAME"] ?? "").startsWith("pull_request")
    : env["CI_COMMIT_REF_PROTECTED"] === "true" && env["CI_PIPELINE_SOURCE"] !== "merge_request_event";
  if (isProtected) return undefined;
  return (
    "mcp lock starts the servers of the checkout, in a pipeline on protected branches only. " +
    "Run it on your own machine and commit the lock, or give it a recorded list: --from tools.json."
  );
}
