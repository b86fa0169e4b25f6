import { expect, test } from "vitest";
import type { MetricAsked } from "../../../../src/rollout/analysis/measurement.ts";
import { lookBackOf, seriesOf } from "../../../../src/rollout/analysis/series/asked-series.ts";
import { collectSamples } from "../../../../src/rollout/analysis/series/collect-samples.ts";
import { readTask } from "../../../../src/rollout/analysis/task-record.ts";
import type { WrittenMetric } from "../../../../src/rollout/spec/spec.ts";
import { HOUR, MINUTE, NOON } from "../../../support/rollouts.ts";

const ASKED: MetricAsked = {
  name: "m",
  method: "threshold",
  alpha: 0.05,
  direction: "either",
  allowedIncrease: 1,
  onNoData: "inconclusive",
};
const WANTED = { id: "team-a/r1", release: "new", stable: "old", since: NOON - 24 * HOUR, now: NOON };

type Written = Pick<WrittenMetric, "series" | "for" | "interval">;
interface Facts extends Partial<MetricAsked> {
  readonly freshness?: number;
  readonly since?: number;
}
/** What is judged of samples, each a line as a program writes it: minutes before noon, and what it has measured. */
function judge(
  metric: Written,
  facts: Facts,
  samples: readonly (readonly [number, Readonly<Record<string, unknown>>])[],
) {
  const { freshness, since = WANTED.since, ...asked } = facts;
  const window = { ...lookBackOf(metric), now: NOON, since, ...(freshness !== undefined && { freshness }) };
  const judged = collectSamples({ ...ASKED, ...asked }, seriesOf(metric), window);
  for (const [ago, sample] of samples) {
    const line = JSON.stringify({ ts: (NOON - ago * MINUTE) / 1000, ...sample });
    const read = readTask(line, { ...WANTED, since }, { fields: {}, of: "samples" });
    if (typeof read !== "string") judged.take(read);
  }
  return judged.verdict(NOON);
}
const every = (minutes: number, count: number, sample: (index: number) => Readonly<Record<string, unknown>>) =>
  Array.from({ length: count }, (_, index) => [(count - 1 - index) * minutes, sample(index)] as const);

const LEAK: Written = {
  series: {
    memory_kb: { of: "memory_kb", over: "10m" },
    memory_growth_rate: { of: "memory_kb", over: "1h", take: "growth" },
  },
};
const LEAKS = "memory_kb > 8000000 AND memory_growth_rate > 1000";

test("much memory that grows is a leak; as much that stays is none, and neither is growth from little", () => {
  const from = (start: number, perMinute: number) =>
    judge(
      LEAK,
      { failureCondition: LEAKS },
      every(1, 61, (index) => ({ memory_kb: start + index * perMinute })),
    );
  // 20 kB a minute are 1,200 an hour; the mean of the last ten minutes is that of 51 to 60.
  expect(from(8_000_000, 20)).toMatchObject({
    verdict: "fail",
    rule: `failure: ${LEAKS}`,
    figures: [
      { name: "memory_kb", value: 8_001_110, n: 10 },
      { name: "memory_growth_rate", value: expect.closeTo(1200, 6), n: 60 },
    ],
  });
  expect(from(9_000_000, 0).verdict).toBe("pass");
  expect(from(1_000_000, 20).verdict).toBe("pass");
});

test("a number has the interval that so many samples give it", () => {
  // SciPy's t.interval has 8.328 and 11.672 for these eight.
  const values = [9, 11, 10, 12, 8, 13, 7, 10];
  const metric = { series: { load: { of: "load", over: "1h" } } };
  const verdict = judge(
    metric,
    { failureCondition: "load > 20.0" },
    every(1, 8, (index) => ({ load: values[index] })),
  );
  expect(verdict.why).toBe("load 10 of 8 (8.328 to 11.672)");
});

test("quantile and variation", () => {
  const metric: Written = {
    series: {
      p95: { of: "ms", over: "1h", take: "quantile", quantile: 0.95 },
      unrest: { of: "ms", over: "1h", take: "variation" },
    },
  };
  const samples = every(1, 20, (index) => ({ ms: 100 * (1 + ((index * 7) % 20)) }));
  const { figures } = judge(metric, { failureCondition: "p95 > 1e9 && unrest > 1e9" }, samples);
  // Of 100 to 2,000: the 19th, and a deviation of 591.6 by a mean of 1,050.
  expect(figures).toMatchObject([
    { name: "p95", value: 1900 },
    { name: "unrest", value: expect.closeTo(0.5634, 4) },
  ]);
});

const DELIVERY: Written = { series: { delivery: { of: "delivery_rate", over: "5m" } }, for: "4h", interval: "5m" };
const FAILS = { failureCondition: "delivery < 0.80" };
const delivered = (rate: (minutesAgo: number) => number | undefined) =>
  every(1, 301, (index) => ({ delivery_rate: rate(300 - index) }));

test("below 80 % for four hours: by the samples, however seldom somebody looks", () => {
  const since = (rate: (minutesAgo: number) => number | undefined) => judge(DELIVERY, FAILS, delivered(rate));
  expect(since(() => 0.7)).toMatchObject({ verdict: "fail", since: NOON - 4 * HOUR });
  // It was well an hour ago: the mean of five minutes is below 0.80 again at 55.
  expect(since((ago) => (ago >= 60 && ago < 70 ? 0.95 : 0.7))).toMatchObject({
    verdict: "fail",
    since: NOON - 55 * MINUTE,
    recovered: NOON - 60 * MINUTE,
  });
  expect(since((ago) => (ago < 10 ? 0.95 : 0.7)).verdict).toBe("pass");
});

test("a gap is neither a failure nor a recovery", () => {
  const gaps = delivered((ago) => (ago % 60 < 30 ? 0.7 : undefined));
  expect(judge(DELIVERY, FAILS, gaps)).toMatchObject({ verdict: "fail", since: NOON - 4 * HOUR });
  // Nor is one before the first sample, though no data would be a failure now.
  const short = judge(
    DELIVERY,
    { ...FAILS, onNoData: "fail" },
    delivered((ago) => (ago < 60 ? 0.7 : undefined)),
  );
  expect(short).toMatchObject({ verdict: "fail", since: NOON - 55 * MINUTE });
});

test("what is measured less often than it has to last is looked at in between all the same", () => {
  const metric: Written = { series: { up: { of: "up", over: "1m" } }, for: "10m", interval: "1h" };
  const samples = every(1, 30, (index) => ({ up: index === 24 ? 1 : 0 }));
  expect(judge(metric, { failureCondition: "up < 1" }, samples)).toMatchObject({
    since: NOON - 4 * MINUTE,
    recovered: NOON - 5 * MINUTE,
  });
});

test("a sample every other time makes a failure last as long as it did", () => {
  const metric: Written = { series: { up: { of: "up", over: "15s" } }, for: "1m", interval: "15s" };
  const samples = [1, 0.5, 0].map((ago) => [ago, { up: 0 }] as const);
  expect(judge(metric, { failureCondition: "up < 1" }, samples)).toMatchObject({
    verdict: "fail",
    since: NOON - MINUTE,
  });
});

test("a condition that takes long is asked as often as there is time for, and what is not asked is no recovery", () => {
  const list = `[${Array.from({ length: 90 }, (_, index) => index).join(", ")}]`;
  const slow = { failureCondition: `delivery < 0.80 && ${list}.all(a, ${list}.all(b, a + b >= 0))` };
  expect(
    judge(
      DELIVERY,
      FAILS,
      delivered((ago) => (ago > 200 ? 0.9 : 0.7)),
    ),
  ).toMatchObject({ recovered: expect.any(Number) });
  const verdict = judge(
    { ...DELIVERY, interval: "1m" },
    slow,
    delivered(() => 0.7),
  );
  expect(verdict.verdict).toBe("fail");
  expect(verdict.since).toBeGreaterThan(NOON - 4 * HOUR);
  expect(verdict.recovered).toBeUndefined();
});

test("where samples stopped, or are too few for what is asked, there is no data", () => {
  const stopped = every(1, 60, () => ({ delivery_rate: 0.95 })).map(([ago, sample]) => [ago + 6, sample] as const);
  expect(judge(DELIVERY, FAILS, stopped)).toMatchObject({ verdict: "noData", why: "delivery: no sample" });
  const old = judge(
    { series: { delivery: { of: "delivery_rate", over: "2h" } } },
    { ...FAILS, freshness: 5 * MINUTE },
    stopped,
  );
  expect(old).toMatchObject({ verdict: "noData", why: "delivery: no sample is newer than 5m" });
  const two = judge(
    LEAK,
    { failureCondition: LEAKS },
    every(1, 2, () => ({ memory_kb: 9e6 })),
  );
  expect(two).toMatchObject({ verdict: "noData", why: "memory_growth_rate: 2 samples, and growth takes 3" });
  expect(judge(LEAK, { failureCondition: LEAKS, onNoData: "fail" }, []).verdict).toBe("fail");
});

test("samples of before the last change, of stable and of another attempt say nothing; each source has its own level", () => {
  const metric = { series: { load: { of: "load", over: "2h" } } };
  const samples = [
    [90, { load: 100 }],
    [3, { load: 100, variant: "stable" }],
    [3, { load: 100, variant: "canary", rollout: "team-a/r0" }],
    [3, { load: "100" }],
    [2, { load: 1, variant: "canary", rollout: "team-a/r1" }],
    [1, { load: 3 }],
  ] as const;
  const { figures } = judge(metric, { successCondition: "load < 9", since: NOON - HOUR }, samples);
  expect(figures).toMatchObject([{ value: 2, n: 2 }]);
  // Two workers that do not grow, of which the larger began later.
  const workers = every(1, 60, (index) => (index < 30 ? { memory_kb: 5, source: "a" } : { memory_kb: 9, source: "b" }));
  const grown = judge(
    { series: { growth: { of: "memory_kb", over: "1h", take: "growth" } } },
    { failureCondition: "growth > 0" },
    workers,
  );
  expect(grown).toMatchObject({ verdict: "pass", figures: [{ value: 0 }] });
});
