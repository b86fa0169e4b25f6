import { withFewerSteps } from "../inventory/links/link-target.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";

/** What is said of a link to nothing. */
export function missingLink(repository: Repository, artifact: Artifact, path: string): string {
  const meant = withFewerSteps(repository, artifact, path);
  return meant === undefined
    ? `The link leads to "${path}", which is not there.`
    : `The link "${path}" leads out of the repository; did you mean "${meant}"?`;
}
