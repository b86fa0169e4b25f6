import { tick, type Tick, type Ticked } from "../../deploying/tick.ts";
import { forgeOf } from "../../host/pipeline/pipeline.ts";
import type { World } from "../../workspace/world.ts";
import { awaitedIn } from "./awaited.ts";
import { howToApprove } from "./how-to-approve.ts";
import { shownOnForge } from "./shown-on-forge.ts";
import type { TokenValues } from "./token-values.ts";

/** A tick, what later steps of the job are told of it, and what the forge shows of the rollout from then on. */
export async function runTick(world: World, values: TokenValues, from: Tick): Promise<Ticked> {
  const ticked = await tick(from);
  const { state, plan, audit, written } = ticked;
  if (state === null || !written) return ticked;
  const awaited = awaitedIn(plan, state);
  const [first] = awaited;
  const isNew = audit.some(({ event }) => event === "asked-approval" || event === "checkpoint-due");
  world.give?.("rollout", state.id);
  world.give?.("phase", state.phase.name);
  world.give?.("approval", first?.environment ?? "");
  world.give?.("checkpoint", first?.checkpoint ?? "");
  world.give?.("asked", isNew ? (first?.environment ?? "") : "");
  if (forgeOf(world.env) === "github")
    for (const one of awaited) for (const line of howToApprove(state, one)) world.notice(line);
  const silent = await shownOnForge(world, values, plan, state);
  if (silent !== undefined)
    world.notice(
      `GitHub does not show ${state.id} as it is: ${silent}. It stands all the same; the next tick shows it.`,
    );
  return ticked;
}
