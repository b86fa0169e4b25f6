import { progressLine } from "../../host/machine/progress-line.ts";
import { inPipeline } from "../../model/in-pipeline.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import type { World } from "../../workspace/world.ts";
import type { RanCase } from "./rehearse-cases.ts";

/** Says how far a dry run is: one line that changes on a terminal, a line for each case in a pipeline. */
export function reportProgress(world: World, total: number) {
  const line =
    world.terminal.err && !inPipeline(world.env)
      ? progressLine(world.clock, world.err, "cases", "rehearsed")
      : undefined;
  let done = 0;
  return {
    over: ({ scenario, rehearsals }: RanCase): void => {
      done += 1;
      line?.report(done, total);
      if (!inPipeline(world.env)) return;
      const ms = rehearsals.reduce((sum, { ran }) => sum + ran.durationMs, 0);
      world.err(guardLines(`rehearsed ${done} of ${total}: ${terminal(scenario.id)} (${Math.round(ms)} ms)\n`));
    },
    end: (): void => line?.clear(),
  };
}
