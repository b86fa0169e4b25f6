import { askScenarios } from "../../checks/rehearsal/ask-scenarios.ts";
import { expectRehearsable } from "../../checks/rehearsal/expect-rehearsable.ts";
import { askGolden, expectGolden, goldenCases } from "../../checks/rehearsal/golden/golden.ts";
import { findPlace } from "../../host/files/place.ts";
import { conclude } from "../../judging/conclude.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { forRollout } from "./for-rollout.ts";
import type { GoldenValues } from "./golden.ts";
import { runningOf } from "./running.ts";

/** Runs the cases, and says whether they are worse than their references. */
export async function goldenDiff(world: World, values: GoldenValues, target: string | undefined): Promise<number> {
  // Before anything is fetched: what must not run here must not cost a minute, nor read a branch.
  expectRehearsable(world, findPlace(world.cwd, target).top, values["ephemeral-runner"] === true);
  const workspace = await openWorkspace(world, target, values);
  await expectGolden(workspace);
  const asked = runningOf(world, workspace, values);
  const rollout = values.rollout === undefined ? undefined : await forRollout(world, workspace, values.rollout);
  await askScenarios(workspace);
  await askGolden(workspace);
  return conclude(world, workspace, { ...values }, [goldenCases({ ...asked, ...(rollout && { rollout }) })]);
}
