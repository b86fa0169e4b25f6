import type { World } from "../../workspace/world.ts";
import { expectNamed } from "./read-rollout.ts";
import { type DeployValues, openTick } from "./open-tick.ts";
import { runTick } from "./run-tick.ts";
import { tellTick } from "./tell-tick.ts";

/** One tick of a rollout, and nothing asked of it. */
export async function deploy(
  world: World,
  values: DeployValues & { readonly format?: string },
  named: string | undefined,
): Promise<number> {
  expectNamed(named, "deploy");
  return tellTick(world, values.format, await runTick(world, values, await openTick(world, values, named)));
}
