import { describe, expect, test } from "vitest";
import { type Measured, measureRuns } from "../../../../src/cost/sync/measure-runs.ts";
import { openRuns } from "../../../../src/usage/sum-runs.ts";
import type { UsageRecord } from "../../../../src/usage/record.ts";
import { used } from "../../../support/usage.ts";

const day = (ts: number): string => new Date(ts).toISOString().slice(0, 10);

function measured(records: readonly UsageRecord[]): Measured {
  const { add, found } = openRuns(day, () => 1n);
  for (const one of records) add(one);
  return measureRuns(found().conversations);
}

/** A request of a run, on a day of November. */
const request = (
  run: number,
  date: number,
  tokens: Parameters<typeof used>[1],
  more: Parameters<typeof used>[2] = {},
) => used("m", tokens, { run, thread: run, ts: Date.UTC(2026, 10, date, 10), by: { workflow: "w" }, ...more });

/** As many runs as there are days, by the same requests. */
const runs = (dates: readonly number[], ...requests: readonly (readonly [Parameters<typeof used>[1], object?])[]) =>
  dates.flatMap((date, run) => requests.map(([tokens, more = {}]) => request(run, date, tokens, more)));
const days = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

test("the mean is expected, a tenth of the runs lies below and a tenth above", () => {
  const turns = [1, 2, 3, 4, 5, 6, 7, 8, 9, 30];
  const records = turns.flatMap((count, run) =>
    Array.from({ length: count }, () => request(run, run + 1, { uncached: 100, output: 10 })),
  );
  expect(measured(records).works).toMatchObject([{ turns: { low: 1, expected: 8, high: 9 }, runs: 10 }]);
});

describe("runs of a month are told", () => {
  const timesOf = (dates: readonly number[]) => measured(runs(dates, [{ uncached: 1 }])).works[0]?.times;

  test("from the days that there are", () => {
    expect(timesOf(days(10))).toEqual({ low: 30.4, expected: 30.4, high: 30.4 });
  });

  test("from no six days", () => {
    expect(timesOf([1, 1, 1, 2, 2, 3, 4, 5, 6, 6])).toBeUndefined();
  });

  test("with whole weeks, by the busiest and the quietest", () => {
    // The second of November is a Monday: weeks of 7, 3, 5 and 1 runs.
    const dates = [2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 16, 17, 18, 19, 20, 29];
    // 16 runs in 28 days.
    expect(timesOf(dates)).toEqual({ low: 4.35, expected: 17.4, high: 30.4 });
  });
});

test("what comes in is what was neither sent nor answered before, and a context that was compacted begins again", () => {
  const { works } = measured(
    runs(
      days(10),
      [{ uncached: 1000, output: 50 }],
      [{ uncached: 250, cacheRead: 900, output: 50 }],
      [{ uncached: 300, output: 50 }],
      [{ uncached: 120, cacheRead: 270, output: 50 }],
    ),
  );
  // 1,150 − 1,000 − 50 = 100, and 390 − 300 − 50 = 40; 900 + 270 of 1,000 + 300.
  expect(works).toMatchObject([
    { turn: { expected: 70 }, cacheHit: { expected: 90 }, first: { expected: 1000 }, least: 1000 },
  ]);
});

test("of several models the numbers are those of the one that was used most", () => {
  const { works } = measured([
    ...runs(days(10), [{ uncached: 900 }]),
    ...runs(days(10), [{ uncached: 100 }]).map((one) => ({ ...one, model: "small" })),
  ]);
  expect(works).toMatchObject([{ model: "m", others: 10, turns: { expected: 1 }, costs: Array(10).fill(2n) }]);
});

test("searches, batches and hours of the cache", () => {
  const { works } = measured(
    runs(days(10), [
      { cacheWrite1h: 500, cacheWrite5m: 100 },
      { tier: "batch", items: { "web-search": 3 } },
    ]),
  );
  expect(works).toMatchObject([{ lifetime: "1h", batch: 100, searches: { low: 3, expected: 3, high: 3 } }]);
});

test("who begins first is the agent of a run where none is called main", () => {
  const at = (minute: number, agent: string, thread: number) => ({
    ts: Date.UTC(2026, 10, 1, 10, minute),
    thread,
    by: { workflow: "w", agent },
  });
  const records = days(10).flatMap((run) => [
    request(run, 1, { uncached: 5 }, at(1, "helper", run + 100)),
    request(run, 1, { uncached: 9 }, at(0, "planner", run)),
  ]);
  expect(measured(records).works.map(({ agent, first }) => [agent, first.expected])).toEqual([
    [undefined, 9],
    ["helper", 5],
  ]);
});

test("sums, recordings and answers of no run are no runs", () => {
  const { add, found } = openRuns(day, () => 1n);
  add(used("m", { uncached: 1 }, { run: 1, calls: 3 }));
  add(used("m", { uncached: 1 }));
  add(used("m", { uncached: 1 }, { run: 1, replayed: true }));
  expect(found()).toMatchObject({ conversations: [], loose: 2 });
});
