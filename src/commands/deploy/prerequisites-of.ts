import { prerequisites } from "../../checks/prerequisites.ts";
import { runJob } from "../../host/jobs/run-job.ts";
import type { Plan, Prerequisite } from "../../rollout/plan.ts";
import type { RolloutState } from "../../rollout/state.ts";
import { openEnvironments } from "../../workspace/open-environments.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";

/** What the present step and those after it need, and why it does not hold; null where it does. */
export async function prerequisitesOf(
  world: World,
  cwd: string,
  plan: Plan,
  state: RolloutState | null,
): Promise<Readonly<Record<string, string | null>>> {
  const step = plan.steps[state?.step ?? 0];
  const found = new Map<string, string | null>();
  for (const one of plan.prerequisites)
    if (step?.needs.includes(one.name) === true) found.set(one.name, await whyNot(world, cwd, one));
  return Object.fromEntries(found);
}

async function whyNot(world: World, cwd: string, one: Prerequisite): Promise<string | null> {
  if (one.kind === "job") {
    const { passed, why } = await runJob(one.command, { cwd, env: world.env, facts: {}, timeout: one.timeout });
    return passed ? null : why;
  }
  const environments = openEnvironments(world);
  environments.expect(one.environment);
  const inside = { ...world, env: { ...world.env, AGENT_CI_ENV: one.environment } };
  const workspace = await openWorkspace(inside, undefined, { "policy-from": "head" });
  const { found } = await prerequisites(one.environment, environments)(inside, workspace);
  const missing = found.find(({ rule }) => rule.severity === "error");
  return missing ? missing.finding.message : null;
}
