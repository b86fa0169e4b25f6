import { assign } from "../../check/policy.ts";
import type { Found } from "../../check/found.ts";
import { costIncrease, costOverBudget } from "../../cost/rules.ts";
import type { Check, Evidence } from "../../judging/evidence.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { ApprovalValues } from "./ask-approval.ts";

/**
 * A check of what agents cost, with what somebody approved: what is too much is said all the same, and refuses nothing.
 * The policy that judges says how it can be approved, and its report is what is: of a change's own policy, which is
 * asked after it, that report tells what it would cost. A price that nobody knows, and what cannot be compared, is not
 * to be approved.
 */
export function approvable(check: Check, values: ApprovalValues): Check {
  let judging: { readonly workspace: Workspace; readonly evidence: Evidence } | undefined;
  return async (world, workspace) => {
    const evidence = await check(world, workspace);
    judging ??= { workspace, evidence };
    const isTooMuch = (one: Found): boolean => RULES.has(one.rule.id) && refuses(one, workspace);
    if (judging.workspace.policy.settings.cost.approval.by.length === 0 || !evidence.found.some(isTooMuch))
      return evidence;
    const { askApproval } = await import("./ask-approval.ts");
    const asked = await askApproval(world, judging, values);
    if (!asked) return evidence;
    const { is, by } = asked.data;
    world.give?.("approval", is);
    const { by: means, environment } = judging.workspace.policy.settings.cost.approval;
    if (is !== "approved" && means.includes("environment")) world.give?.("approval-environment", environment);
    const excused = (one: Found): Found => ({
      ...one,
      severity: "info",
      finding: { ...one.finding, message: `${one.finding.message} Approved by ${by ?? ""}.` },
    });
    return {
      ...evidence,
      found: is === "approved" ? evidence.found.map((one) => (isTooMuch(one) ? excused(one) : one)) : evidence.found,
      sections: [asked.section, ...(evidence.sections ?? [])],
    };
  };
}

const RULES: ReadonlySet<string> = new Set([costOverBudget.id, costIncrease.id]);

function refuses({ rule, severity }: Found, { policy }: Workspace): boolean {
  const how = severity ?? assign(rule, policy.rules).severity;
  return how === "error" || (how === "warning" && policy.settings["fail-on"] === "warning");
}
