import { describeProblem } from "../../config/describe-problem.ts";
import { PROFILE, type Workload } from "../../cost/profile/profile.ts";
import { readProfile } from "../../cost/profile/read-profile.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { modelOf, openContexts } from "./estimate-sides.ts";

/** Who does what how often, by the text of a profile. Throws UsageError with all that is wrong with it. */
export function workloadsOf(text: string, { policy }: Workspace): readonly Workload[] {
  const profile = readProfile(text.replace(/^\uFEFF/, ""));
  if (profile.ok) return profile.workloads;
  throw new UsageError(profile.problems.map((one) => describeProblem(one, policy.home)));
}

/** The models that the profile's workloads use, each once. Throws UsageError where there is no profile. */
export async function profileModels(workspace: Workspace): Promise<readonly string[]> {
  const text = workspace.policy.read(PROFILE);
  if (text === undefined)
    throw new UsageError(`There is no ${workspace.policy.home}${PROFILE}, whose models would be locked.`);
  const repository = await workspace.sides.head({ outline: false });
  const { models } = workspace.policy.settings;
  const workloads = workloadsOf(text, workspace);
  const side = { repository, workloads, models };
  const contextOf = openContexts(side);
  return [...new Set(workloads.map((load) => modelOf(load, side, contextOf(load))))].toSorted();
}
