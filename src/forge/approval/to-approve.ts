import type { Env } from "../target.ts";

export interface ToApprove {
  readonly phrase: string;
  /** Whose reviewers are asked. */
  readonly environment: string;
  /** Whether it has any; absent where nobody knows. */
  readonly reviewed?: boolean;
  /** The file of the workflow that moves the rollout; absent where this is none. */
  readonly workflow?: string | undefined;
}

/** `agent-ci-rollout-team-a.yml` of the job that runs. */
export const workflowOf = (env: Env): string | undefined =>
  /^[^/]+\/[^/]+\/\.github\/workflows\/([\w.-]+)@/.exec(env["GITHUB_WORKFLOW_REF"] ?? "")?.[1];

/** What somebody does on GitHub to let a rollout go on that waits in an environment. */
export function toApprove({ phrase, environment, reviewed, workflow }: ToApprove): readonly string[] {
  const start = `starts the workflow with the verb approve${workflow === undefined ? "" : `: gh workflow run ${workflow} --field verb=approve`}.`;
  return [
    ...(reviewed === false
      ? []
      : [
          `A reviewer of the environment ${environment} lets the job go on that waits for it, with the comment "${phrase}"; where none waits any longer, somebody first ${start}`,
        ]),
    ...(reviewed === true
      ? []
      : [
          `${reviewed === false ? `The environment ${environment} has no reviewers, so that` : `Where ${environment} has no reviewers,`} somebody who may write, and wrote nothing of the change, ${start}`,
        ]),
  ];
}
