import { findProgram } from "../../host/machine/programs.ts";
import { thisMachine } from "../../host/machine/machine.ts";
import { findGround } from "../../host/sandbox/find-ground.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { expectRehearsable } from "./expect-rehearsable.ts";
import type { Stage } from "./stage.ts";

/** Cases at a time, where nobody says: more of them only wait for one another. */
const MOST_JOBS = 4;

/** What this machine allows. Throws UsageError where nothing may be rehearsed here at all. */
export async function openStage(
  world: World,
  { place: { top } }: Workspace,
  ephemeral: boolean,
): Promise<Stage & { readonly jobs: number }> {
  expectRehearsable(world, top, ephemeral);
  const untrusted = top === "/" ? [] : [top];
  const cores = thisMachine(top, world.env).measure("cpu-cores") ?? 1;
  return {
    ground: await findGround(world.env, untrusted),
    env: world.env,
    untrusted,
    git: findProgram("git", world.env, untrusted),
    jobs: Math.max(1, Math.min(MOST_JOBS, Math.floor(cores / 2))),
  };
}
