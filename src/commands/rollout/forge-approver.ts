import { approved } from "../../forge/approval/approved.ts";
import { toApprove } from "../../forge/approval/to-approve.ts";
import { UsageError } from "../../model/usage-error.ts";
import { approvalEnvironment } from "../../setup/rollout-shape.ts";
import type { World } from "../../workspace/world.ts";
import { type Awaited, awaitedDigest, phraseFor, approvedSubject } from "../deploy/awaited.ts";

/** What git knows of the change: where it begins, and the file whose rollout it is. */
export interface Approving {
  readonly token: string;
  readonly base: string;
  readonly path: string;
}

/**
 * Who approved a step, as GitHub shows it: a reviewer of its environment in this run, or whoever started the run by
 * hand where the environment has none. Throws UsageError where nobody did that counts.
 */
export async function gitHubApprover({ env }: World, awaited: Awaited, change: Approving): Promise<string> {
  const { gitHubRollout } = await import("../../forge/approval/github-rollout.ts");
  const { gitHubProject } = await import("../../forge/github-project.ts");
  const { commit } = awaited.state;
  const environment = approvalEnvironment(awaited.step.environment, awaited.role);
  const phrase = phraseFor(awaited);
  const starter = env["GITHUB_EVENT_NAME"] === "workflow_dispatch" ? env["GITHUB_TRIGGERING_ACTOR"] : undefined;
  const run = Number(env["GITHUB_RUN_ID"]);
  const witness = gitHubRollout({
    ...gitHubProject(env, change.token),
    change: { branch: env["GITHUB_REF_NAME"] ?? "", base: change.base },
    environment,
    path: change.path,
    head: commit,
    phrase,
    ...(run > 0 && { run }),
    ...(starter && { starter }),
  });
  const answer = await approved(approvedSubject(awaited.state), commit, awaitedDigest(awaited), {
    witness,
    means: ["environment"],
  });
  if (answer.is === "approved") return answer.by;
  if (answer.is === "unknown") throw new UsageError(`Who approved it cannot be asked, so nobody has: ${answer.reason}`);
  const said =
    answer.is === "refused" ? answer.reasons : [`Nobody has approved ${awaited.step.id} of ${awaited.state.id}.`];
  throw new UsageError([...said, ...toApprove(phrase, environment)]);
}
