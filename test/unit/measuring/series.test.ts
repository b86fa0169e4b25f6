import { expect, test } from "vitest";
import { measureMetrics } from "../../../src/measuring/measure-metrics.ts";
import type { WrittenMetric } from "../../../src/rollout/spec/spec.ts";
import { type Handler, loopback } from "../../support/loopback.ts";
import { HOUR, MINUTE, NOON } from "../../support/rollouts.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const MOMENT = {
  id: "team-a/r1",
  release: "new",
  stable: "old",
  since: NOON - 6 * HOUR,
  now: NOON,
  weight: 10,
  step: "canary/1",
};
const metric = (facts: Pick<WrittenMetric, "provider"> & Partial<WrittenMetric>): WrittenMetric => ({
  name: "m",
  method: "threshold",
  alpha: 0.05,
  direction: "either",
  onNoData: "inconclusive",
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
  onFailure: "abort",
  ...facts,
});
const measure = async (one: WrittenMetric, top: string, env: Readonly<Record<string, string>> = {}, now = NOON) => {
  const { verdicts, ...rest } = await measureMetrics({ top, env }, new Map([["m", one]]), { ...MOMENT, now });
  return { ...verdicts["m"], ...rest };
};

/** Answers as Prometheus does, with the samples that these seconds before noon have. */
const prometheus =
  (valueAt: (secondsAgo: number, query: string) => string | undefined): Handler =>
  ({ path, query }) => {
    if (path !== "/api/v1/query_range") return { status: 404 };
    const [start = 0, end = 0, step = 1] = ["start", "end", "step"].map((name) => Number(query.get(name)));
    const values: (readonly [number, string])[] = [];
    for (let at = start; at <= end; at += step) {
      const value = valueAt(NOON / 1000 - at, query.get("query") ?? "");
      if (value !== undefined) values.push([at, value]);
    }
    const result = values.length === 0 ? [] : [{ metric: {}, values }];
    return { body: { status: "success", data: { resultType: "matrix", result } } };
  };

const LEAK = metric({
  provider: { prometheus: { address: "$PROMETHEUS_URL" } },
  series: {
    memory_kb: { of: "sum(memory_kb)", over: "10m" },
    memory_growth_rate: { of: "sum(memory_kb)", over: "1h", take: "growth" },
  },
  failureCondition: "memory_kb > 8000000 && memory_growth_rate > 1000",
});

test("series of Prometheus: what is asked is as long as what is looked at, and no longer than the release is out", async () => {
  const { url, requests } = await loopback(prometheus((ago) => String(9_000_000 - ago)));
  const { verdict, figures } = await measure(LEAK, tempFolder(), { PROMETHEUS_URL: `${url}/` });
  // One kilobyte a second.
  expect([verdict, figures?.[1]?.value]).toEqual(["fail", expect.closeTo(3600, 4)]);
  expect(requests.map(({ query }) => Object.fromEntries(query))).toEqual([
    { query: "sum(memory_kb)", start: String(NOON / 1000 - 600), end: String(NOON / 1000), step: "15" },
    { query: "sum(memory_kb)", start: String(NOON / 1000 - 3600), end: String(NOON / 1000), step: "30" },
  ]);
  const since = { ...MOMENT, since: NOON - 5 * MINUTE };
  await measureMetrics({ top: tempFolder(), env: { PROMETHEUS_URL: url } }, new Map([["m", LEAK]]), since);
  expect(requests.at(-1)?.query.get("start")).toBe(String(NOON / 1000 - 300));
});

test.each([
  ["no series", prometheus(() => undefined), "noData", "memory_kb: no sample"],
  ["NaN", prometheus(() => "NaN"), "noData", "memory_kb: no sample"],
  ["infinity", prometheus(() => "+Inf"), "noData", "memory_kb: no number comes of its 40 samples"],
  ["samples that ended", prometheus((ago) => (ago < 700 ? undefined : "1")), "noData", "memory_kb: no sample"],
  ["nothing that is a number", prometheus(() => ""), "noData", "memory_kb: no sample"],
  ["null", () => ({ body: "null" }), "noData", "memory_kb: the answer is none of Prometheus, or of no series"],
  ["a text", () => ({ body: "ok" }), "noData", "memory_kb: the answer is no JSON"],
  ["a mistake", () => ({ status: 400 }), "error", "memory_kb: "],
] as const)("%s is no success", async (_, handler, verdict, why) => {
  const { url } = await loopback(handler);
  const found = await measure(LEAK, tempFolder(), { PROMETHEUS_URL: url });
  expect([found.verdict, found.why]).toEqual([verdict, expect.stringContaining(why)]);
});

test("below 80 % for four hours, of Prometheus", async () => {
  const delivery = metric({
    provider: { prometheus: { address: "$PROMETHEUS_URL" } },
    series: { delivery: { of: "delivery_rate", over: "5m" } },
    failureCondition: "delivery < 0.80",
    for: "4h",
    interval: "5m",
  });
  const { url } = await loopback(prometheus((ago) => (ago > 3 * 3600 + 300 ? "0.9" : "0.7")));
  expect(await measure(delivery, tempFolder(), { PROMETHEUS_URL: url })).toMatchObject({
    verdict: "fail",
    since: NOON - 3 * HOUR,
    recovered: expect.any(Number),
  });
});

test("samples that a script writes, in seconds and without a variant, are of what is looked at; they are no tasks", async () => {
  const lines = Array.from({ length: 20 }, (_, index) =>
    JSON.stringify({ timestamp: NOON / 1000 - index * 60, fd_count: 12_001, tmpfs_pct: 5 }),
  );
  const top = tempFolder({ "metrics.jsonl": [...lines, "{"].join("\n") });
  const files = metric({
    provider: { jsonl: { path: "metrics.jsonl", fields: { ts: "timestamp" } } },
    series: { fd_count: { of: "fd_count", over: "5m" } },
    failureCondition: "fd_count > 12000",
  });
  expect(await measure(files, top)).toMatchObject({
    verdict: "fail",
    samples: 0,
    left: ["metrics.jsonl: 1 line is no sample, and was not counted: 1 no JSON."],
    why: "fd_count 12001 of 5 (12001 to 12001)",
  });
});

test("tasks that stopped are no data, however many there were: the newest is older than it may be", async () => {
  const began = (index: number) => NOON - 3 * HOUR + index * MINUTE;
  const task = (index: number, outcome = "success") =>
    JSON.stringify({
      task_id: `t${index}`,
      rollout: "team-a/r1",
      variant: "canary",
      started: began(index),
      duration_ms: MINUTE,
      outcome,
    });
  const tasks = (outcome: string) => Array.from({ length: 41 }, (_, index) => task(index, outcome)).join("\n");
  const success = metric({
    provider: { jsonl: { path: "runs" } },
    method: "sequential",
    objective: { successWhen: 'task.outcome == "success"', min: 0.9 },
    freshness: "30m",
  });
  // The last of the 41 ended at 9:41.
  const ended = began(41);
  const top = tempFolder({ "runs/a.jsonl": tasks("success") });
  const seen = [15, 30, 45].map(async (minutes) => measure(success, top, {}, ended + minutes * MINUTE));
  expect((await Promise.all(seen)).map(({ verdict, samples }) => [verdict, samples])).toEqual([
    ["pass", 41],
    ["pass", 41],
    ["noData", 41],
  ]);
  expect(await measure(success, top, {}, ended + 45 * MINUTE)).toMatchObject({
    why: "the newest task of the canary ended 45m ago, more than 30m",
    figures: [{ n: 41 }],
  });
  // One that claims to end in the future began when it began.
  const claims = JSON.stringify({ ...JSON.parse(task(40)), duration_ms: 1e15 });
  const claimed = tempFolder({ "runs/a.jsonl": `${tasks("success")}\n${claims}` });
  expect((await measure(success, claimed, {}, ended + 45 * MINUTE)).verdict).toBe("noData");
  const failed = tempFolder({ "runs/a.jsonl": tasks("error") });
  expect((await measure(success, failed, {}, ended + 45 * MINUTE)).verdict).toBe("fail");
});
