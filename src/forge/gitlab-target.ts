import { counted } from "./counted.ts";
import type { TargetAsked, Env, FoundTarget } from "./target.ts";

/** The merge request of a GitLab pipeline. */
export function gitLabTarget(env: Env, asked: TargetAsked): FoundTarget {
  const number = asked.number ?? Number(env["CI_MERGE_REQUEST_IID"] || NaN);
  const [url, project] = [env["CI_API_V4_URL"], env["CI_MERGE_REQUEST_PROJECT_ID"] || env["CI_PROJECT_ID"]];
  if (!Number.isSafeInteger(number) || number < 1)
    return {
      ok: false,
      reason:
        'This pipeline has no merge request to comment on. Let the job run in merge request pipelines: `rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event"}]`.',
    };
  if (!url || !project)
    return { ok: false, reason: "CI_API_V4_URL and CI_PROJECT_ID are not set: this is no job of GitLab." };
  const [source, commit] = [env["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"], env["CI_COMMIT_SHA"]];
  // Set in merged results pipelines only, which check out a merge of it.
  const head = source || commit;
  return {
    ok: true,
    target: {
      request: { number },
      ...(head && { head }),
      ...(commit && { merge: commit }),
      // A job that is run again gets a new, greater number.
      run: {
        number: counted(env["CI_PIPELINE_IID"]),
        attempt: counted(env["CI_JOB_ID"]),
        workflow: "00000000", // a project counts all of its pipelines together
      },
      ...(env["CI_PIPELINE_URL"] && { runUrl: env["CI_PIPELINE_URL"] }),
      fork: env["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] !== env["CI_MERGE_REQUEST_PROJECT_ID"],
      open: async (token) => (await import("./gitlab.ts")).gitLabForge({ url, project, token }),
    },
  };
}
