import type { GitHubProject } from "./github-call.ts";
import type { Env } from "./target.ts";

/** The repository of a job of GitHub Actions, and the address of the run that it is part of. */
export function gitHubProject(env: Env, token: string): GitHubProject & { readonly runUrl?: string } {
  const [owner = "", repo = ""] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
  const [server, run] = [env["GITHUB_SERVER_URL"], env["GITHUB_RUN_ID"]];
  return {
    url: env["GITHUB_API_URL"] || "https://api.github.com",
    owner,
    repo,
    token,
    ...(server && run && /^\d+$/.test(run) && { runUrl: `${server}/${owner}/${repo}/actions/runs/${run}` }),
  };
}
