import { buildRelease } from "../../checks/release/build-release.ts";
import type { GoldenAsked } from "../../checks/rehearsal/golden/golden.ts";
import { findPlace } from "../../host/files/place.ts";
import { UsageError } from "../../model/usage-error.ts";
import { toPlan } from "../../rollout/spec/draft-plan.ts";
import { openWorkspace, type Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { readRollout } from "../deploy/read-rollout.ts";

/**
 * What the staging of a rollout asks for, and the release that the checkout is: a report without it proves nothing of
 * any release. Throws UsageError.
 */
export async function forRollout(
  world: World,
  workspace: Workspace,
  named: string,
): Promise<NonNullable<GoldenAsked["rollout"]>> {
  const { top } = findPlace(world.cwd, undefined);
  const { path, spec } = readRollout({ top }, named);
  const plan = toPlan(spec);
  const steps = plan.steps.flatMap((step) => (step.kind === "golden" ? [step] : []));
  const [first] = steps;
  if (!first) throw new UsageError(`${path} asks for no golden cases: give its \`staging\` a \`goldenReference\`.`);
  const include = spec.spec.bundle?.include;
  if (!include) throw new UsageError(`${path} does not say what a release consists of: give it \`bundle.include\`.`);
  // As a tick makes it, wherever this is run.
  const whole = workspace.place.prefix === "" ? workspace : await openWorkspace(world, top, {});
  const built = await buildRelease(world, whole, include);
  if (!built.ok) throw new UsageError([...built.faults, "No release was made."]);
  return {
    datasets: new Map(steps.map(({ dataset, margin, alpha }) => [dataset, { margin, alpha }])),
    release: built.value.digest,
  };
}
