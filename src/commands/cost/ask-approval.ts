import type { Approval } from "../../approval/approval.ts";
import { approvalData, type ApprovalData } from "../../approval/approval-view.ts";
import { reportDigest } from "../../approval/phrase.ts";
import { costIncrease, costOverBudget } from "../../cost/rules.ts";
import { approved, newestOf } from "../../forge/approval/approved.ts";
import { findSubject } from "../../forge/approval/find-subject.ts";
import type { Evidence } from "../../judging/evidence.ts";
import type { Section } from "../../model/report.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";

export interface ApprovalValues {
  readonly "github-token"?: string;
}
interface Judging {
  readonly workspace: Workspace;
  readonly evidence: Evidence;
}
interface Answered {
  readonly data: ApprovalData;
  readonly section: Section;
}

/** The name under which it is approved that a change costs more than a budget has. */
const SUBJECT = "cost";

/** Whether somebody approved what a change costs; undefined where there is no request that could be approved. */
export async function askApproval(
  { env }: World,
  { workspace: { policy }, evidence }: Judging,
  values: ApprovalValues,
): Promise<Answered | undefined> {
  const { by: means, environment } = policy.settings.cost.approval;
  const path = `${policy.home}agent-ci.yaml`;
  const token = values["github-token"];
  const subject = findSubject(env, { environment, path, ...(token !== undefined && { token }) });
  if (!subject.found) return undefined;
  const digest = reportDigest(reported(evidence));
  const answer = ({ commit, ...approval }: Approval & { readonly commit: string }): Answered => {
    const data = approvalData({ subject: SUBJECT, commit, digest }, approval);
    return { data, section: { kind: "approval", version: 1, data } };
  };
  if (!subject.open) return answer({ commit: subject.head ?? "", is: "unknown", reason: subject.reason });
  const witness = await subject.open();
  const newest = subject.head === undefined ? await newestOf(witness) : { ok: true as const, commit: subject.head };
  if (!newest.ok) return answer({ commit: "", is: "unknown", reason: newest.reason });
  const { commit } = newest;
  return answer({ commit, ...(await approved(SUBJECT, commit, digest, { witness, means })) });
}

/** All that the report says of the cost, its budgets and what exceeds them. */
function reported({ sections = [], found }: Evidence): unknown {
  const data = sections.find(({ kind }) => kind === "cost")?.data;
  const said = found.flatMap(({ rule, finding: { message } }) =>
    rule === costOverBudget || rule === costIncrease ? [`${rule.id} ${message}`] : [],
  );
  return [data, said];
}
