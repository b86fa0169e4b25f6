import { expect, test } from "vitest";
import { measureMetrics } from "../../../src/measuring/measure-metrics.ts";
import type { WrittenMetric } from "../../../src/rollout/spec/spec.ts";
import { loopback } from "../../support/loopback.ts";
import { HOUR, MINUTE, NOON } from "../../support/rollouts.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const metric = (facts: Pick<WrittenMetric, "provider"> & Partial<WrittenMetric>): WrittenMetric => ({
  name: "m",
  method: "threshold",
  alpha: 0.05,
  direction: "either",
  onNoData: "inconclusive",
  failureLimit: 0,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
  onFailure: "abort",
  ...facts,
});
const MOMENT = {
  id: "team-a/r1",
  release: "new",
  stable: "old",
  since: NOON - HOUR,
  now: NOON,
  weight: 10,
  step: "canary/1",
};
const line = (task: number, at: number, outcome: string): string =>
  JSON.stringify({ task_id: `t${task}`, rollout: "team-a/r1", variant: "canary", started: at, outcome });

test("a moment of the past is measured as it was, and files are read once for all that they say", async () => {
  const top = tempFolder({
    // With a byte order mark, as some systems begin every file.
    "runs/a.jsonl": `\uFEFF${[line(1, NOON - 30 * MINUTE, "success"), "no record", line(2, NOON - MINUTE, "error")].join("\r\n")}`,
  });
  const jsonl = { path: "runs/*.jsonl" };
  const metrics = new Map([
    [
      "failed",
      metric({ provider: { jsonl: { ...jsonl, count: 'task.outcome == "error"' } }, failureCondition: "value > 0" }),
    ],
    ["all", metric({ provider: { jsonl: { ...jsonl, count: "true" } }, successCondition: "value == 2" })],
  ]);
  const { verdicts, samples, left } = await measureMetrics({ top, env: {} }, metrics, MOMENT);
  expect([samples, left]).toEqual([2, ["runs/*.jsonl: 1 line is no task record, and was not counted: 1 no JSON."]]);
  expect(verdicts).toMatchObject({
    failed: { verdict: "fail", at: NOON, why: "1 of 2 (9.5 % to 90.5 %)" },
    all: { verdict: "pass" },
  });
});

test("one provider that cannot be asked is no fault of another; a variable holds the address", async () => {
  const { url } = await loopback(() => ({ body: "[3]" }));
  const metrics = new Map([
    ["lost", metric({ provider: { web: { url: "$NOBODY_URL" } }, successCondition: "value > 2" })],
    ["told", metric({ provider: { web: { url: "$SCORES_URL" } }, successCondition: "value > 2" })],
  ]);
  const { verdicts } = await measureMetrics({ top: tempFolder(), env: { SCORES_URL: url } }, metrics, MOMENT);
  expect(verdicts).toMatchObject({ lost: { verdict: "error" }, told: { verdict: "pass" } });
});

test("a command is told of which attempt and step it is asked, and its last line is the number", async () => {
  const said =
    'console.log("measuring"); console.log([process.env.AGENT_CI_ROLLOUT, process.env.AGENT_CI_STEP].join().length)';
  const metrics = new Map([
    [
      "told",
      metric({ provider: { job: { command: [process.execPath, "-e", said] } }, successCondition: "value == 18" }),
    ],
  ]);
  const { verdicts } = await measureMetrics({ top: tempFolder(), env: process.env }, metrics, MOMENT);
  expect(verdicts).toMatchObject({ told: { verdict: "pass", why: "18" } });
});

test("a record that stands in two files counts once, and two that contradict each other are told", async () => {
  const [first, failed] = [line(1, NOON - 30 * MINUTE, "success"), line(2, NOON - MINUTE, "error")];
  const other = line(2, NOON - MINUTE, "success");
  const top = tempFolder({ "runs/a.jsonl": `${first}\n${failed}\n${first}\n`, "runs/b.jsonl": `${first}\n${other}\n` });
  const jsonl = { path: "runs/*.jsonl", count: 'task.outcome == "error"' };
  const metrics = new Map([["failed", metric({ provider: { jsonl }, failureCondition: "value > 0" })]]);
  const { verdicts, samples, left } = await measureMetrics({ top, env: {} }, metrics, MOMENT);
  expect(samples).toBe(3);
  expect(verdicts["failed"]).toMatchObject({ verdict: "fail", why: expect.stringMatching(/^1 of 3 /) });
  expect(left).toEqual([
    "runs/*.jsonl: 2 records stand there more than once, and count once.",
    "runs/*.jsonl: 1 record says something else of a task than another one that began at the same time: each counts, and `where` says which are meant.",
  ]);
});
