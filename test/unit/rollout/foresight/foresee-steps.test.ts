import { describe, expect, test } from "vitest";
import { judgeTasks } from "../../../../src/rollout/analysis/judge-tasks.ts";
import { askedOf } from "../../../../src/rollout/analysis/measurement.ts";
import { foreseeSteps } from "../../../../src/rollout/foresight/foresee-steps.ts";
import type { Traffic } from "../../../../src/rollout/foresight/traffic.ts";
import type { WrittenMetric } from "../../../../src/rollout/spec/spec.ts";
import { randomFrom } from "../../../../src/statistics/random.ts";
import { aMetric, aPlan, DAY, HOUR, pause, setWeight } from "../../../support/rollouts.ts";

const METRIC: WrittenMetric = {
  name: "success",
  provider: { jsonl: { path: "runs/*.jsonl" } },
  method: "sequential",
  objective: { successWhen: 'task.outcome == "success"', min: 0.95 },
  alpha: 0.05,
  direction: "either",
  onNoData: "inconclusive",
  failureLimit: 0,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
  onFailure: "abort",
};
const tasks =
  (perDay: number, seen: Traffic["seen"] = new Map()) =>
  (): Traffic => ({ perDay, seen });
const analysis = (...metrics: readonly string[]) => ({ kind: "analysis", metrics, timeout: HOUR }) as const;

/** What the last step comes to. */
function last(
  steps: Parameters<typeof aPlan>[0],
  traffic: () => Traffic | undefined,
  metric: Partial<WrittenMetric> = {},
  inconclusiveLimit: number | null = 0,
) {
  const plan = aPlan(steps, { metrics: [aMetric("q/success", { inconclusiveLimit })] });
  const found = foreseeSteps(plan, new Map([["q/success", { ...METRIC, ...metric }]]), traffic).at(-1);
  if (!found) throw new Error("no step");
  return found;
}

test.each([
  [20, 10, 29.5],
  [20, 50, 5.9],
  [50, 10, 11.8],
  [50, 50, 2.36],
  [100, 10, 5.9],
  [100, 50, 1.18],
  [500, 10, 1.18],
  [500, 50, 0.236],
])("59 tasks of %i a day at weight %i take %f days", (perDay, weight, days) => {
  const { takes } = last([setWeight(weight), pause(HOUR, { minSamples: 59 })], tasks(perDay));
  expect(takes).toBe(Math.round(days * DAY));
});

describe("a hold", () => {
  test("takes as long as it says where the samples come before, and has more of them by then", () => {
    const found = last([setWeight(10), pause(7 * DAY, { minSamples: 59 })], tasks(100));
    expect(found).toMatchObject({ takes: 7 * DAY, tasks: 70, shortfalls: [] });
  });

  test("that ends before its samples says how long it takes, and when the rollout pauses for want of them", () => {
    const longer = last([setWeight(10), pause(DAY, { minSamples: 59 })], tasks(20));
    expect(longer.shortfalls).toEqual([
      "the hold of 24h ends before its 59 samples: at 20 tasks a day, of which 10 % get the release, 59 take 29d 12h. It takes 29d 12h",
    ]);
    const dry = last([setWeight(10), pause(DAY, { minSamples: 59, maxDuration: 14 * DAY })], tasks(20));
    expect(dry).toMatchObject({ takes: 14 * DAY, tasks: 28 });
    expect(dry.shortfalls[0]).toMatch(/29d 12h\. The rollout pauses after 14d for want of them$/);
  });

  test("counts what an earlier one has waited for, until what is given changes", () => {
    const twice = [pause(10 * DAY), pause(HOUR, { minSamples: 59 })];
    expect(last([setWeight(10), ...twice], tasks(20)).takes).toBe(19.5 * DAY);
    expect(
      last([setWeight(10), pause(10 * DAY), setWeight(50), pause(HOUR, { minSamples: 59 })], tasks(20)).takes,
    ).toBe(Math.round(5.9 * DAY));
  });

  test("is not foreseen where nobody knows how many tasks there are, nor where somebody has to promote", () => {
    expect(last([setWeight(10), pause(HOUR, { minSamples: 59 })], () => undefined)).toMatchObject({
      takes: null,
      tasks: null,
      metrics: [],
      shortfalls: [],
    });
    expect(last([setWeight(10), pause()], tasks(20)).takes).toBeNull();
  });
});

describe("a metric", () => {
  const held = (days: number) => [setWeight(50), pause(days * DAY), analysis("q/success")];

  test("against a limit finds what the test finds at so many tasks, and may pass a release as good as stable", () => {
    const seen = new Map([["q/success", { perDay: 20, failing: 0.01, values: [] }]]);
    const { metrics, shortfalls } = last(held(5.9), tasks(20, seen));
    expect(shortfalls).toEqual([]);
    expect(metrics).toMatchObject([{ name: "q/success", tasks: 59, finds: "18.6 % failing (5.0 % may)" }]);
    expect(metrics[0]?.passes).toBeCloseTo(0.99 ** 59, 10);
  });

  test("that says nothing when it is first asked pauses the rollout, unless it may", () => {
    expect(last(held(1), tasks(20))).toMatchObject({
      takes: null,
      shortfalls: [
        "`q/success` says nothing before 59 tasks (after 5d 21h), and has 10 when it is first asked: `inconclusiveLimit: 0` pauses the rollout",
      ],
    });
    expect(last(held(1), tasks(20), {}, 1).shortfalls).toEqual([
      "`q/success` says nothing before 59 tasks (after 5d 21h): the `timeout` of 1h is over before",
    ]);
    // Five days and more, every hour: 118 times nothing.
    const hourly = (limit: number) => last(held(1), tasks(20), { interval: "1h" }, limit).shortfalls[0];
    expect(hourly(117)).toContain("pauses the rollout");
    expect(hourly(118)).toContain("timeout");
  });

  test("without a limit may say nothing as long as it is waited for, and has to speak by then", () => {
    const watched = { ...pause(2 * DAY), watches: ["q/success"] };
    expect(last([setWeight(50), watched], tasks(20), {}, null).shortfalls).toEqual([
      "`q/success` says nothing before 59 tasks (after 5d 21h), and has 20 when its time is over: the rollout pauses",
    ]);
    const longer = { ...pause(2 * DAY, { maxDuration: 6 * DAY }), watches: ["q/success"] };
    expect(last([setWeight(50), longer], tasks(20), {}, null).shortfalls).toEqual([]);
    expect(last(held(1), tasks(20), {}, null).shortfalls).toEqual([
      "`q/success` says nothing before 59 tasks (after 5d 21h): the `timeout` of 1h is over before",
    ]);
  });

  test("with a delay begins when there is something to judge", () => {
    const watched = { ...pause(7 * DAY), watches: ["q/success"] };
    expect(last([setWeight(50), watched], tasks(20)).shortfalls).toHaveLength(1);
    expect(last([setWeight(50), watched], tasks(20), { initialDelay: "6d" }).shortfalls).toEqual([]);
  });

  test("is told once, and not again at the next step", () => {
    const watches = ["q/success"];
    const steps = [setWeight(10), { ...pause(HOUR), watches }, setWeight(50), { ...pause(HOUR), watches }];
    expect(last(steps, tasks(20)).shortfalls).toEqual([]);
  });

  test("that compares has nothing to compare with at 100 %, and says so however many tasks there are", () => {
    const fisher = { method: "fisher", effectSize: { allowedIncrease: 1.25 } } as const;
    const watched = { kind: "monitor", duration: DAY, schedule: [], watches: ["q/success"] } as const;
    for (const traffic of [tasks(1000), () => undefined])
      expect(last([setWeight(100), watched], traffic, fisher).shortfalls).toEqual([
        "`q/success` compares with stable, which nobody is given at 100 %: it says nothing, and the rollout pauses",
      ]);
    expect(last(held(10), tasks(20), fisher).metrics[0]?.finds).toMatch(
      /^\d+\.\d % failing, where stable fails 5\.0 % as is assumed$/,
    );
  });

  test("by which nothing may fail never passes", () => {
    const strict = { objective: { successWhen: "true", min: 1 } };
    expect(last(held(1), () => undefined, strict).shortfalls[0]).toContain("for none may fail");
  });

  test("of ranks is foreseen by the values of stable alone", () => {
    const ranks = { method: "mannWhitney", objective: { of: "duration_ms" } } as const;
    expect(last(held(10), tasks(20), ranks).metrics[0]?.finds).toBe("not known: no record has duration_ms");
    const values = Array.from({ length: 100 }, (_, index) => 1000 + 10 * index);
    const seen = new Map([["q/success", { perDay: 20, values }]]);
    expect(last(held(10), tasks(20, seen), ranks).metrics[0]?.finds).toMatch(/^1\.\d times as much duration_ms$/);
    expect(last(held(10), tasks(20, seen), { ...ranks, direction: "decrease" }).metrics[0]?.finds).toMatch(
      /^1\.\d times less duration_ms$/,
    );
  });

  test("that counts finds what comes up in four of five series of so many tasks", () => {
    const count = { provider: { jsonl: { path: "a", count: "true" } }, method: "threshold" } as const;
    // 1 − 0.2^(1/59) = 2.69 %
    expect(last(held(5.9), tasks(20), { ...count, successCondition: "value == 0" }).metrics[0]?.finds).toBe(
      "what holds of 2.7 % of the tasks",
    );
  });

  test("is computed as often as there is time for, for whoever wrote the plan says how many there are", () => {
    const names = Array.from({ length: 300 }, (_, index) => `q/m${index}`);
    const fisher = { ...METRIC, method: "fisher" } as const;
    const plan = aPlan([setWeight(50), pause(30 * DAY), analysis(...names)], {
      metrics: names.map((name) => aMetric(name)),
    });
    const { metrics } = foreseeSteps(plan, new Map(names.map((name) => [name, fisher])), tasks(2)).at(-1) ?? {};
    const finds = (metrics ?? []).map((one) => one.finds);
    expect(finds.filter((one) => one === "not computed: there are too many metrics")).toHaveLength(280);
  });

  test("of another provider is not foreseen", () => {
    const other = { provider: { prometheus: { address: "a", query: "b" } }, method: "threshold" } as const;
    expect(last(held(1), tasks(20), { ...other, successCondition: "value == 0" })).toMatchObject({
      metrics: [],
      shortfalls: [],
    });
  });
});

test("what is foreseen is what the judge of the tick finds: eight of ten, of releases of which 18.6 % fail", () => {
  const random = randomFrom(20_261_130);
  const failed = Array.from({ length: 300 }, () => {
    const judge = judgeTasks(askedOf("q/success", METRIC), 50);
    for (let task = 0; task < 59; task += 1)
      judge.take({ variant: "canary", at: 0, ended: 0, task: { outcome: random() < 0.186 ? "error" : "success" } });
    return judge.verdict(0).verdict === "fail";
  }).filter(Boolean).length;
  // Four standard errors of 300 runs: 9.2 %.
  expect(Math.abs(failed / 300 - 0.8)).toBeLessThan(0.092);
});
