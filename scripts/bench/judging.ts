import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blockSize } from "../../src/rollout/analysis/judge-tasks.ts";
import { after, beyondLimit } from "../../src/statistics/beyond-limit.ts";
import { dealtOf } from "../../src/statistics/blocks.ts";
import { compareShares } from "../../src/statistics/compare-shares.ts";
import { randomFrom } from "../../src/statistics/random.ts";

export interface Judged {
  /** Milliseconds, the smallest first. */
  readonly judge: readonly number[];
  readonly parse: readonly number[];
  /** The largest memory of a judge, in megabytes. */
  readonly memory: number;
}

/** So many task records judged by three metrics, beside reading and parsing them, in turns. */
export function measureJudging(records: number, rounds: number): Judged {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
  try {
    write(join(folder, "tasks.jsonl"), records);
    const run = (mode: string): { took: number; memory: number } =>
      JSON.parse(
        execFileSync(process.execPath, [join(import.meta.dirname, "judge-tasks.ts"), mode, folder]).toString(),
      );
    const found = Array.from({ length: rounds }, () => ({ judge: run("judge"), parse: run("parse") }));
    return {
      judge: found.map(({ judge }) => judge.took).toSorted((a, b) => a - b),
      parse: found.map(({ parse }) => parse.took).toSorted((a, b) => a - b),
      memory: Math.max(...found.map(({ judge }) => judge.memory)) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(file: string, records: number): void {
  for (let from = 0; from < records; from += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, records - from) }, (_, index) => {
      const number = from + index;
      return JSON.stringify({
        task_id: `task-${number}`,
        rollout: "team-a/r1",
        variant: number % 2 === 0 ? "canary" : "stable",
        release: number % 2 === 0 ? "new" : "old",
        started: 1_000_000 + number,
        duration_ms: 1000 + ((number * 7919) % 997),
        outcome: (number * 104_729) % 1000 < 20 ? "error" : "success",
        tokens: { input: 1000, output: 200 },
        violations: [],
      });
    });
    appendFileSync(file, `${lines.join("\n")}\n`);
  }
}

export interface Alarms {
  readonly what: string;
  /** The share of rollouts that were stopped. */
  readonly stopped: number;
}

/** How often rollouts are stopped, with a look after every task of the canary. */
export function measureAlarms(rollouts: number): readonly Alarms[] {
  const random = randomFrom(20_261_130);
  const outcomes = (count: number, failing: number): readonly boolean[] =>
    Array.from({ length: count }, () => random() < failing);
  const share = (stops: () => boolean): number =>
    Array.from({ length: rollouts }, stops).filter(Boolean).length / rollouts;
  const limits = [0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3].map((failing) => ({
    what: `a limit of 5 %, ${Math.round(100 * failing)} % fail, 400 tasks`,
    stopped: share(() => after(beyondLimit(0.05), outcomes(400, failing)).most >= 20),
  }));
  const pairs = [
    [0.05, 0.05, 100, 900],
    [0.2, 0.2, 100, 900],
    [0.05, 0.2, 20, 180],
    [0.05, 0.3, 20, 180],
    [0.05, 0.2, 100, 100],
  ] as const;
  const compared = pairs.map(([stable, canary, tasks, others]) => ({
    what: `stable fails ${100 * stable} %, the canary ${100 * canary} %, ${tasks} and ${others} tasks`,
    stopped: share(() => {
      const told = Array.from({ length: tasks + others }, () => {
        const isFirst = random() * (tasks + others) < tasks;
        return { isFirst, value: random() < (isFirst ? canary : stable) };
      });
      return compareShares(dealtOf(told), blockSize((100 * tasks) / (tasks + others))).most >= 20;
    }),
  }));
  return [...limits, ...compared];
}
