import { tick, type Tick, type Ticked } from "../../deploying/tick.ts";
import { forgeOf } from "../../host/pipeline/pipeline.ts";
import { shownSubject } from "../../rollout/reconcile/approvals.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { World } from "../../workspace/world.ts";
import { type Awaited, awaitedIn, goldenAwaited } from "./awaited.ts";
import { howToApprove } from "./how-to-approve.ts";
import { rolloutSummary } from "./rollout-summary.ts";
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
  const asked = forgeOf(world.env) === "github" ? await askedOnGitHub(world, values, state, awaited) : [];
  // A run that waits for nobody would go straight through to who looks for an approval, and find none.
  const asking = asked.filter(({ one, reviewed }) => one === first && reviewed !== false);
  world.give?.("rollout", state.id);
  world.give?.("phase", state.phase.name);
  world.give?.("approval", first?.environment ?? "");
  world.give?.("checkpoint", first?.checkpoint ?? "");
  world.give?.("asked", isNew ? asking.map(({ environment }) => environment).join(",") : "");
  world.give?.("seen", first ? shownSubject(state) : "");
  world.give?.("golden", goldenAwaited(plan, state) ?? "");
  for (const { how } of asked) world.notice(how);
  await world.summarize?.(rolloutSummary(plan, state, world.clock.now(), ticked, asked));
  const silent = await shownOnForge(world, values, plan, state);
  if (silent !== undefined)
    world.notice(
      `GitHub does not show ${state.id} as it is: ${silent}. It stands all the same; the next tick shows it.`,
    );
  return ticked;
}

/** All that waits for people, role by role. */
async function askedOnGitHub(world: World, values: TokenValues, state: RolloutState, awaited: readonly Awaited[]) {
  const each = awaited.map(async (one) => {
    const how = await howToApprove(world, values, state, one);
    return how.map((asked) => ({ one, ...asked }));
  });
  return (await Promise.all(each)).flat();
}
