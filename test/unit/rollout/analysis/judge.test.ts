import { expect, test } from "vitest";
import { judgeTasks } from "../../../../src/rollout/analysis/judge-tasks.ts";
import { type ProviderAnswer, judgeValue } from "../../../../src/rollout/analysis/judge-value.ts";
import type { MetricAsked } from "../../../../src/rollout/analysis/measurement.ts";
import { readTask } from "../../../../src/rollout/analysis/task-record.ts";
import { MINUTE, NOON } from "../../../support/rollouts.ts";

const ASKED: MetricAsked = {
  name: "m",
  method: "sequential",
  alpha: 0.05,
  direction: "either",
  allowedIncrease: 1,
  onNoData: "inconclusive",
};
const WANTED = {
  id: "team-a/r3",
  release: "sha256:b",
  stable: "sha256:a",
  elsewhere: ["staging"],
  since: NOON - 60 * MINUTE,
  now: NOON,
};

const task = (outcome: string, facts: Readonly<Record<string, unknown>> = {}) => ({
  variant: "canary" as const,
  at: NOON,
  ended: NOON,
  task: { outcome, ...facts },
});
const verdictOf = (asked: MetricAsked, outcomes: readonly string[]) => {
  const judge = judgeTasks(asked, 10);
  for (const outcome of outcomes) judge.take(task(outcome));
  return judge.verdict(NOON);
};
const times = (count: number, outcome: string): readonly string[] => Array.from({ length: count }, () => outcome);

test("success of 95 %: 59 tasks without a failure pass, 58 are too few", () => {
  const asked = { ...ASKED, successWhen: 'task.outcome == "success"', min: 0.95 };
  expect(verdictOf(asked, times(58, "success")).verdict).toBe("inconclusive");
  expect(verdictOf(asked, times(59, "success"))).toEqual({
    verdict: "pass",
    at: NOON,
    why: "0 of 59 fail (0.0 % to 6.1 %), at most 5.0 % may: as few by chance 0.048",
    rule: "sequential at 0.05: at most 5.0 % fail",
    figures: [{ name: "failed", value: 0, n: 59, low: 0, high: expect.closeTo(0.0611, 4) }],
  });
  expect(verdictOf(asked, [...times(5, "error"), ...times(10, "success")]).verdict).toBe("fail");
  expect(verdictOf(asked, [])).toMatchObject({ verdict: "noData", why: "no task of the canary" });
});

test("what failed stays failed, however many succeed after it", () => {
  const asked = { ...ASKED, successWhen: 'task.outcome == "success"', min: 0.95 };
  expect(verdictOf(asked, [...times(6, "error"), ...times(500, "success")]).verdict).toBe("fail");
});

test("it failed since the task with which too many had, however late the tick comes and whichever file is read first", () => {
  const asked = { ...ASKED, successWhen: 'task.outcome == "success"', min: 0.95 };
  // One a minute: ten that succeed, then ten that do not.
  const all = Array.from({ length: 20 }, (_, minute) => ({
    ...task(minute < 10 ? "success" : "error"),
    ended: NOON + minute * MINUTE + 30_000,
  }));
  const judged = (tasks: typeof all, now: number) => {
    const judge = judgeTasks(asked, 10);
    for (const one of tasks) judge.take(one);
    return judge.verdict(now);
  };
  const enough = all.findIndex((_, at) => judged(all.slice(0, at + 1), NOON).verdict === "fail");
  expect(enough).toBeGreaterThan(10);
  expect(enough).toBeLessThan(19);
  const late = judged(all.toReversed(), NOON + 60 * MINUTE);
  expect(late).toMatchObject({ verdict: "fail", since: NOON + enough * MINUTE });
  // What claims to end after the tick began to fail by then at the latest.
  expect(judged(all, NOON + MINUTE).since).toBe(NOON + MINUTE);
  expect(judged(all.slice(0, 10), NOON)).not.toHaveProperty("since");
});

test("tasks are judged in the order in which they ended, whichever file is read first", () => {
  const asked = { ...ASKED, successWhen: 'task.outcome == "success"', min: 0.95 };
  const ended = (outcome: string, minute: number) => ({
    ...task(outcome, { duration_ms: 2 * MINUTE }),
    at: NOON + (minute - 2) * MINUTE,
    ended: NOON + minute * MINUTE,
  });
  const judge = judgeTasks(asked, 10);
  for (let minute = 100; minute < 104; minute += 1) judge.take(ended("error", minute));
  for (let minute = 0; minute < 100; minute += 1)
    for (let count = 0; count < 2; count += 1) judge.take(ended("success", minute));
  // Four failures would be enough to begin with, and are none too many after 200 tasks without one.
  expect(verdictOf(asked, [...times(4, "error"), ...times(200, "success")]).verdict).toBe("fail");
  expect(judge.verdict(NOON)).toMatchObject({ verdict: "pass", why: expect.stringMatching(/^4 of 204 fail/) });
});

test("a quantile is a share: the 95th percentile keeps to 90 s where 5 % may be longer", () => {
  const asked = { ...ASKED, of: "duration_ms", quantile: 0.95, max: 90_000 };
  const judge = judgeTasks(asked, 10);
  for (let count = 0; count < 60; count += 1) judge.take(task("", { duration_ms: 80_000 }));
  expect(judge.verdict(NOON).verdict).toBe("pass");
  const slow = judgeTasks(asked, 10);
  for (let count = 0; count < 20; count += 1) slow.take(task("", { duration_ms: count % 2 === 0 ? 95_000 : 80_000 }));
  expect(slow.verdict(NOON).verdict).toBe("fail");
});

test("a task that does not tell is counted, and is neither success nor failure", () => {
  const asked = { ...ASKED, of: "duration_ms", quantile: 0.95, max: 90_000 };
  const judge = judgeTasks(asked, 10);
  judge.take(task("", { duration_ms: "80" }));
  expect(judge.verdict(NOON)).toMatchObject({ verdict: "noData", why: "1 task does not tell" });
});

test.each(["fisher", "mannWhitney"] as const)("%s says how many tasks of the canary do not tell", (method) => {
  const asked: MetricAsked = { ...ASKED, method, of: "duration_ms", max: 100 };
  const judge = judgeTasks(asked, 50);
  judge.take(task("", { duration_ms: "80" }));
  expect(judge.verdict(NOON)).toMatchObject({ verdict: "noData", why: "1 task does not tell" });
  for (let count = 0; count < 20; count += 1)
    for (const variant of ["canary", "stable"] as const) judge.take({ ...task("", { duration_ms: 80 }), variant });
  expect(judge.verdict(NOON)).toMatchObject({ verdict: "pass", why: expect.stringContaining("; 1 do not tell: ") });
});

test("against stable of the same time: twice as many failures are told, the same are not", () => {
  const asked: MetricAsked = {
    ...ASKED,
    method: "fisher",
    successWhen: 'task.outcome != "error"',
    allowedIncrease: 1.25,
  };
  const compare = (canary: number, stable: number) => {
    const judge = judgeTasks(asked, 50);
    for (let count = 0; count < 200; count += 1) {
      judge.take(task(count % 100 < canary ? "error" : "success"));
      judge.take({ ...task(count % 100 < stable ? "error" : "success"), variant: "stable" });
    }
    return judge.verdict(NOON).verdict;
  };
  expect(compare(30, 5)).toBe("fail");
  expect(compare(5, 5)).toBe("pass");
  const few = judgeTasks(asked, 50);
  few.take(task("error"));
  expect(few.verdict(NOON)).toMatchObject({ verdict: "inconclusive" });
});

test("each verdict says by which rule it was found, of how many, and between what the truth lies", () => {
  const shares = {
    ...ASKED,
    method: "fisher",
    successWhen: 'task.outcome == "success"',
    allowedIncrease: 1.25,
  } as const;
  const ranks = { ...ASKED, method: "mannWhitney", of: "ms" } as const;
  const judges = [judgeTasks(shares, 50), judgeTasks(ranks, 50)];
  for (let count = 1; count <= 20; count += 1)
    for (const judge of judges)
      for (const variant of ["canary", "stable"] as const)
        judge.take({ ...task(count > 19 && variant === "canary" ? "error" : "success", { ms: count }), variant });
  const [bySuccess, byMs] = judges.map((judge) => judge.verdict(NOON));
  expect(bySuccess).toMatchObject({
    rule: "fisher at 0.05: no worse than stable, but for 1.25 times",
    why: expect.stringContaining("5.0 % of 20 (0.9 % to 23.6 %) fail, of stable 0.0 % of 20 (0.0 % to 16.1 %): "),
    figures: [
      { name: "canary", value: 0.05, n: 20, low: expect.closeTo(0.0089, 4), high: expect.closeTo(0.2361, 4) },
      { name: "stable", value: 0, n: 20 },
    ],
  });
  // Of 1 to 20: SciPy's quantile_test has 6 and 15 for the median.
  expect(byMs?.figures[0]).toEqual({ name: "canary", value: 10.5, n: 20, low: 6, high: 15 });
  const value = judgeValue(
    { ...ASKED, method: "threshold", successCondition: "value < 2.0" },
    { is: "values", values: [1.5] },
    NOON,
  );
  expect(value).toMatchObject({ rule: "success: value < 2.0", figures: [{ name: "value", value: 1.5, n: 1 }] });
});

test("longer durations than those of stable are told by their ranks", () => {
  const asked: MetricAsked = {
    ...ASKED,
    method: "mannWhitney",
    of: "duration_ms",
    direction: "increase",
    allowedIncrease: 1.2,
  };
  const compare = (longer: number) => {
    const judge = judgeTasks(asked, 50);
    for (let count = 0; count < 100; count += 1) {
      const duration = 1000 + ((count * 7919) % 1000);
      judge.take(task("", { duration_ms: duration * longer }));
      judge.take({ ...task("", { duration_ms: 1000 + ((count * 104_729) % 1000) }), variant: "stable" });
    }
    return judge.verdict(NOON).verdict;
  };
  expect(compare(2)).toBe("fail");
  expect(compare(1)).toBe("pass");
});

test.each<[Partial<MetricAsked>, ProviderAnswer, string]>([
  [{ successCondition: "value <= 1.2" }, { is: "values", values: [1.1] }, "pass"],
  [{ successCondition: "value <= 1.2" }, { is: "values", values: [1.3] }, "fail"],
  [{ failureCondition: "result[0] > 1.5" }, { is: "values", values: [1.3] }, "pass"],
  [
    { successCondition: "value <= 1.2", failureCondition: "value > 1.5" },
    { is: "values", values: [1.3] },
    "inconclusive",
  ],
  [
    { successCondition: "value < 2.0", failureCondition: "value > 1.0" },
    { is: "values", values: [1.5] },
    "inconclusive",
  ],
  [{ failureCondition: "value > 1.5" }, { is: "values", values: [] }, "noData"],
  [{ failureCondition: "value > 1.5" }, { is: "values", values: [Number.NaN] }, "noData"],
  [{ failureCondition: "value > 1.5" }, { is: "nothing", why: "no series" }, "noData"],
  [{ failureCondition: "value > 1.5", onNoData: "fail" }, { is: "nothing", why: "no series" }, "fail"],
  [{ failureCondition: "value > 1.5" }, { is: "error", why: "gone" }, "error"],
  [{ failureCondition: "result[3] > 1.5" }, { is: "values", values: [1] }, "error"],
])("%j of %j", (asked, answered, verdict) => {
  expect(judgeValue({ ...ASKED, ...asked }, answered, NOON).verdict).toBe(verdict);
});

test.each([
  [{ task_id: "1", started: NOON, variant: "canary", rollout: "team-a/r3" }, "canary"],
  [{ task_id: "1", started: new Date(NOON).toISOString(), release: "sha256:b", rollout: "team-a/r3" }, "canary"],
  [{ task_id: "1", started: NOON, release: "sha256:a" }, "stable"],
  // An attempt before had the same release.
  [{ task_id: "1", started: NOON, release: "sha256:b", rollout: "team-a/r2" }, "other"],
  [{ task_id: "1", started: NOON, release: "sha256:b" }, "other"],
  [{ task_id: "1", started: NOON, release: "sha256:c", rollout: "team-a/r3" }, "other"],
  [{ task_id: "1", started: NOON - 61 * MINUTE, variant: "stable" }, "other"],
  [{ task_id: "1", started: NOON + 12 * MINUTE, variant: "stable" }, "in the future"],
  [{ started: NOON, variant: "stable" }, "without a task_id"],
  [{ task_id: "1", started: "soon", variant: "stable" }, "without a time"],
  [["1"], "no JSON"],
  // What contradicts itself, or happened elsewhere, is about something else; a number of tasks is a number.
  [{ task_id: "1", started: NOON, variant: "canary", rollout: "team-a/r3", release: "sha256:a" }, "other"],
  [{ task_id: "1", started: NOON, variant: "stable", release: "sha256:b" }, "other"],
  [{ task_id: "1", started: NOON, variant: "canary", rollout: "team-a/r3", release: "app 1.4" }, "canary"],
  [{ task_id: "1", started: NOON, variant: "canary", rollout: "team-a/r3", environment: "staging" }, "other"],
  [{ task_id: "1", started: NOON, variant: "canary", rollout: "team-a/r3", environment: "prod-eu" }, "canary"],
  [{ task_id: "1", started: NOON, variant: "canary", rollout: "team-b/r3" }, "other"],
  [{ task_id: "1", started: NOON, variant: ["canary"], rollout: "team-a/r3" }, "other"],
  [{ task_id: "1", started: NOON + 5 * MINUTE, variant: "stable" }, "stable"],
  [{ task_id: "1", started: 1e300, variant: "stable" }, "in the future"],
  [{ task_id: "1", started: -1e308, variant: "stable" }, "without a time"],
  [{ task_id: "1", started: "-271821-04-20T00:00:00.000Z", variant: "stable" }, "without a time"],
])("the record %j is one of %s", (record, expected) => {
  const read = readTask(JSON.stringify(record), WANTED);
  expect(typeof read === "string" ? read : read.variant).toBe(expected);
});

test("records of others are read by a mapping", () => {
  const line = JSON.stringify({ event: { id: "e1", time: NOON }, data: { track: "canary", run: "team-a/r3", ms: 5 } });
  const fields = {
    task_id: "event.id",
    started: "event.time",
    variant: "data.track",
    rollout: "data.run",
    duration_ms: "data.ms",
  };
  const read = readTask(line, WANTED, { fields });
  expect(typeof read === "string" ? read : [read.variant, read.task["duration_ms"]]).toEqual(["canary", 5]);
  expect(readTask(line, WANTED, { fields: { task_id: "event.__proto__" } })).toBe("without a task_id");
});

test("a line is one task, and a record says nothing of those of others", () => {
  const asked = { ...ASKED, successWhen: 'task.outcome == "success"', min: 0.95 };
  const judge = judgeTasks(asked, 10);
  const claim = { started: NOON, variant: "canary", rollout: "team-a/r3", outcome: "success", tasks: 1e9, count: 1e9 };
  for (const line of [
    JSON.stringify({ ...claim, task_id: "1" }),
    JSON.stringify([{ ...claim, task_id: "2" }]),
    `{"task_id":"3","__proto__":{"variant":"canary","rollout":"team-a/r3","started":${NOON},"outcome":"success"}}`,
    `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  ]) {
    const read = readTask(line, WANTED);
    if (typeof read !== "string") judge.take(read);
  }
  expect(judge.verdict(NOON).why).toMatch(/^0 of 1 fail/);
});

test.each([
  [1500, NOON + 1500],
  [-5, NOON],
  ["1500", NOON],
  [undefined, NOON],
])("a task that took %s ended %d", (duration, ended) => {
  const line = { task_id: "1", started: NOON, variant: "canary", rollout: "team-a/r3", duration_ms: duration };
  expect(readTask(JSON.stringify(line), WANTED)).toMatchObject({ at: NOON, ended });
});

test("records that say neither variant nor release are of what their provider says, once the rollout is theirs", () => {
  const readAs = (facts: object, variant: "canary" | "stable") => {
    const read = readTask(JSON.stringify({ task_id: "1", started: NOON, ...facts }), WANTED, { fields: {}, variant });
    return typeof read === "string" ? read : read.variant;
  };
  expect(readAs({}, "canary")).toBe("canary");
  expect(readAs({}, "stable")).toBe("stable");
  expect(readAs({ rollout: "team-a/r2" }, "canary")).toBe("other");
  expect(readAs({ rollout: "team-a/r3" }, "canary")).toBe("canary");
  expect(readAs({ variant: "stable" }, "canary")).toBe("stable");
  expect(readAs({ variant: "canary" }, "canary")).toBe("other");
  expect(readAs({ started: NOON - 61 * MINUTE }, "canary")).toBe("other");
});

test.each([
  ["failureCondition", "result[0] / result[1] > 0.1", "noData"],
  ["successCondition", "result[0] / result[1] < 0.1", "noData"],
  ["failureCondition", "result[0] / result[1] > 0.1 || value > 100.0", "noData"],
  ["failureCondition", "result[0] / result[1] > 0.1 || value >= 0.0", "fail"],
] as const)("no errors of no tasks say nothing: %s %s is %s", (key, condition, verdict) => {
  const asked: MetricAsked = { ...ASKED, method: "threshold", [key]: condition };
  expect(judgeValue(asked, { is: "values", values: [0, 0] }, NOON).verdict).toBe(verdict);
});
