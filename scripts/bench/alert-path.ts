import { evaluator, task } from "../../test/unit/rollout/flags/walked.ts";
import { monitorRollout, until } from "./monitored-rollout.ts";

const TASKS = 1000;

/** How many of a thousand tasks are given the canary, asked of flagd's own evaluator. */
export function canariesOf(flags: string): number {
  const ask = evaluator(flags);
  return Array.from({ length: TASKS }, (_, number) => ask(task(number)).variant).filter((one) => one === "canary")
    .length;
}

/**
 * Milliseconds from the moment that the canary gets slow until the flags give stable to every task, by way of a real
 * Prometheus and a real Alertmanager; the smallest first.
 */
export async function measureAlertPath(rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const rollout = await monitorRollout();
    try {
      const watched = "agent_ci:given == 1 and on () agent_ci:value == 5000";
      await until(async () => ((await rollout.query(watched)).length > 0 ? true : undefined));
      const began = performance.now();
      rollout.takes(20_000);
      await rollout.heard("team-a: abort is asked for: ");
      const left = canariesOf(await rollout.flags());
      if (left > 0) throw new Error(`${left} tasks are still given the canary`);
      times.push(performance.now() - began);
    } finally {
      await rollout.end();
    }
  }
  return times.toSorted((one, other) => one - other);
}
