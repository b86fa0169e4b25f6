import type { Repository } from "../../model/rule.ts";
import type { Digest } from "../../rollout/plan.ts";
import { type SaidOfRules, unresolvedReferences } from "../../rollout/release/references.ts";
import { faultsOf } from "./run-stages.ts";
import type { Deployment } from "./target.ts";

/** What came of stages that were run. */
export function deploymentOf(course: Omit<Deployment, "ok" | "already" | "faults">): Deployment {
  const faults = faultsOf(course.stages);
  return { ok: faults.length === 0, already: false, ...course, faults };
}

export const THERE_ALREADY: Deployment = { ok: true, already: true, stages: [], backup: "none", faults: [] };

/** Nothing was begun. */
export const refusedDeployment = (fault: string): Deployment => ({
  ok: false,
  already: false,
  stages: [],
  backup: "none",
  faults: [fault],
});

export const wasRolledBack = (digest: Digest, why: string): Deployment =>
  refusedDeployment(`${digest} was rolled back: ${why}. It returns only with --force and a reason.`);

/** References that lead to nothing in a release, in words. */
export const danglingIn = (release: Repository, said: SaidOfRules): readonly string[] =>
  unresolvedReferences(release, said).map(({ path, line, message }) => `${path}:${line}: ${message}`);
