import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import { type DeployValues, openTick } from "./open-tick.ts";
import { runTick } from "./run-tick.ts";
import { tellTick } from "./tell-tick.ts";

/** One tick of a rollout, and nothing asked of it. */
export async function deploy(
  world: World,
  values: DeployValues & { readonly format?: string },
  named: string | undefined,
): Promise<number> {
  if (named === undefined) throw new UsageError("Say which rollout: agent-ci deploy <name>.");
  return tellTick(world, values.format, await runTick(world, values, await openTick(world, values, named)));
}
