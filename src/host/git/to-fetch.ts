import type { PullRequest } from "../pipeline/pipeline.ts";

/** What brings all that there is; enough is less where one commit is missing and its id known. */
const WHOLE = { line: "git fetch --unshallow origin", depth: 0 };

/** Says how a clone that is too shallow gets what it lacks, where the job is described that made it. */
export function toFetch(forge: PullRequest["forge"] | undefined, { line, depth }: typeof WHOLE = WHOLE): string {
  if (forge === "github")
    return `Give actions/checkout \`fetch-depth: ${depth}\`, or add a step before this one: ${line}`;
  return forge === "gitlab" ? `Add to before_script: ${line}` : `Fetch the rest: ${line}`;
}
