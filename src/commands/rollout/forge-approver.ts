import { approved } from "../../forge/approval/approved.ts";
import { toApprove, workflowOf } from "../../forge/approval/to-approve.ts";
import { memberAt, readEvent } from "../../host/pipeline/event.ts";
import { UsageError } from "../../model/usage-error.ts";
import { approvalEnvironment } from "../../setup/rollout-shape.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { World } from "../../workspace/world.ts";
import { approvedSubject, awaitedDigest, phraseFor } from "../deploy/awaited.ts";

/** Whoever started the run by hand for something else, such as a tick, approved nothing that it came upon. */
const startedToApprove = (env: World["env"]): boolean =>
  env["GITHUB_EVENT_NAME"] === "workflow_dispatch" &&
  memberAt(readEvent(env["GITHUB_EVENT_PATH"]), "inputs", "verb") === "approve";

/** To what somebody agrees, of which attempt, and as whom. */
export interface Agreement {
  readonly state: RolloutState;
  /** What it is about: where it waits, and by what name the state remembers who agreed. */
  readonly environment: string;
  readonly key: string;
  readonly role: string | null;
}

/**
 * Who turned the step down in this run, and with what words. Throws UsageError where nobody did, or GitHub does not
 * say: a job that failed for another reason is no rejection.
 */
export async function gitHubRejection(
  { env }: World,
  { environment, role, state, key }: Agreement,
  token: string,
): Promise<{ readonly person: string; readonly why: string }> {
  const { gitHubRejected } = await import("../../forge/approval/github-rejection.ts");
  const { gitHubProject } = await import("../../forge/github-project.ts");
  const waits = approvalEnvironment(environment, role);
  const run = Number(env["GITHUB_RUN_ID"]);
  const answer = await gitHubRejected({ ...gitHubProject(env, token), run, environment: waits });
  if (answer.is === "rejected") return { person: answer.by, why: answer.words };
  throw new UsageError(
    answer.is === "unknown"
      ? `Whether somebody rejected ${key} of ${state.id} cannot be asked: ${answer.reason}. It waits on. To take it back: the workflow agent-ci rollback, verb abort.`
      : `Nobody has rejected ${key} of ${state.id} in this run: the job that asks ${waits} failed for another reason. It waits on; start the workflow with the verb approve to ask again.`,
  );
}

/** What git knows of the change: where it begins, and the file whose rollout it is. */
export interface Approving {
  readonly token: string;
  readonly base: string;
  /** It begins with the first commit of all: nothing was good before. */
  readonly isFirst: boolean;
  readonly path: string;
}

/**
 * Who approved a step, as GitHub shows it: a reviewer of its environment in this run, or whoever started the run by
 * hand where the environment has none. Throws UsageError where nobody did that counts.
 */
export async function gitHubApprover({ env }: World, agreement: Agreement, change: Approving): Promise<string> {
  const { gitHubRollout } = await import("../../forge/approval/github-rollout.ts");
  const { gitHubProject } = await import("../../forge/github-project.ts");
  const { state, key, role } = agreement;
  const { commit } = state;
  const environment = approvalEnvironment(agreement.environment, role);
  const phrase = phraseFor(state, key, role);
  const starter = startedToApprove(env) ? env["GITHUB_TRIGGERING_ACTOR"] : undefined;
  const run = Number(env["GITHUB_RUN_ID"]);
  const witness = gitHubRollout({
    ...gitHubProject(env, change.token),
    change: { branch: env["GITHUB_REF_NAME"] ?? "", base: change.base },
    environment,
    path: change.path,
    head: commit,
    isFirst: change.isFirst,
    phrase,
    ...(run > 0 && { run }),
    ...(starter && { starter }),
  });
  const answer = await approved(approvedSubject(state), commit, awaitedDigest(state, key, role), {
    witness,
    means: ["environment"],
  });
  if (answer.is === "approved") return answer.by;
  if (answer.is === "unknown") throw new UsageError(`Who approved it cannot be asked, so nobody has: ${answer.reason}`);
  const said = answer.is === "refused" ? answer.reasons : [`Nobody has approved ${key} of ${state.id}.`];
  throw new UsageError([...said, ...toApprove({ phrase, environment, workflow: workflowOf(env) })]);
}
