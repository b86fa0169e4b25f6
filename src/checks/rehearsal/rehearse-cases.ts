import type { Rehearsal } from "../../rehearsal/case-result.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";
import { runners } from "./running/runners.ts";
import { isNotRun, type NotRun, type Props, type Stage } from "./stage.ts";

/** A case that was run as often as it asks for, before anybody judges it. */
export interface RanCase {
  readonly scenario: Scenario;
  readonly rehearsals: readonly Rehearsal[];
  readonly notRun?: NotRun;
}

interface Rehearsing {
  readonly stage: Stage;
  /** What each of its runs begins with, or why there is none. */
  readonly props: (scenario: Scenario) => Omit<Props, "repeat"> | NotRun;
  /** At a time. */
  readonly jobs: number;
  /** Told of each case that is over. */
  readonly over: (ran: RanCase) => void;
}

/** Runs cases side by side; the answer is in their order, whichever ended first. */
export async function rehearseCases(
  scenarios: readonly Scenario[],
  { stage, props, jobs, over }: Rehearsing,
): Promise<readonly RanCase[]> {
  const done: RanCase[] = [];
  const waiting = [...scenarios.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, scenario] = next;
      const ran = await rehearseCase(scenario, props(scenario), stage);
      done[at] = ran;
      over(ran);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, scenarios.length)) }, work));
  return done;
}

/** One repeat after the other: the next may be answered by what the one before has recorded. */
async function rehearseCase(
  scenario: Scenario,
  props: ReturnType<Rehearsing["props"]>,
  stage: Stage,
): Promise<RanCase> {
  const rehearsals: Rehearsal[] = [];
  if (isNotRun(props)) return { scenario, rehearsals, notRun: props };
  for (let repeat = 0; repeat < scenario.repeat; repeat += 1) {
    const run = await rehearse(scenario, { ...props, repeat }, stage);
    if (isNotRun(run)) return { scenario, rehearsals, notRun: run };
    rehearsals.push(run);
  }
  return { scenario, rehearsals };
}

function rehearse(scenario: Scenario, props: Props, stage: Stage): Promise<Rehearsal | NotRun> {
  switch (scenario.kind) {
    case "hook":
      return runners.hook(scenario, props, stage);
    case "team":
      return runners.team(scenario, props, stage);
    default:
      return runners.agent(scenario, props, stage);
  }
}
