import { circumstancesOf } from "../../host/sandbox/circumstances.ts";
import { UsageError } from "../../model/usage-error.ts";
import { refusalsOf } from "../../rehearsal/refusal/refuse-run.ts";
import type { World } from "../../workspace/world.ts";

/** Throws UsageError where nothing may be rehearsed; `top` is the checkout. */
export function expectRehearsable({ env }: Pick<World, "env">, top: string, ephemeral: boolean): void {
  const refusals = refusalsOf(circumstancesOf(env, top, ephemeral));
  if (refusals.length > 0) throw new UsageError(refusals);
}
