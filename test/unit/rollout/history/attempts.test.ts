import { describe, expect, test } from "vitest";
import { attemptsOf, type LogMoment, sharesOf } from "../../../../src/rollout/history/attempts.ts";
import {
  forLog,
  isRefused,
  type RolloutStanding,
  standingIn,
  standingOf,
  wordsIn,
} from "../../../../src/rollout/history/standing.ts";
import { aMetric, aPlan, digest, HOUR, measured, NOON, pause, setWeight, simulate } from "../../../support/rollouts.ts";

const standing = (facts: Partial<RolloutStanding> = {}): RolloutStanding => ({
  id: "team-a/r1",
  release: digest("new"),
  commit: "c1",
  phase: "Progressing",
  step: "canary/1",
  given: {},
  measured: {},
  rollback: null,
  outcome: null,
  ...facts,
});
const moment = (at: number, event: string, facts: Partial<LogMoment> = {}): LogMoment => ({
  seq: at,
  at,
  actor: "agent-ci",
  event,
  why: "",
  signed: true,
  refused: false,
  standing: null,
  ...facts,
});
const given = (weight: number, until: number | null) => ({ given: { production: { weight, until } } });
const attempt = (moments: readonly LogMoment[]) => {
  const [one] = attemptsOf(moments);
  if (!one) throw new Error("no attempt");
  return one;
};

test("lines that nobody signed are part of the attempt before them, though they are more than a call takes arguments", () => {
  const began = moment(0, "began", { standing: standing() });
  const others = Array.from({ length: 200_000 }, (_, at) => moment(at + 1, "abort", { signed: false }));
  expect(attempt([began, ...others]).moments).toHaveLength(200_001);
  expect(attempt([...others, began]).moments).toHaveLength(200_001);
});

describe("the share of tasks that got it", () => {
  test("is what each tick gave, and nothing from where a lease ended", () => {
    const moments = [
      moment(0, "leased", { standing: standing(given(10, 120)) }),
      moment(100, "ticked", { standing: standing(given(10, 220)) }),
      moment(300, "leased", { standing: standing(given(50, 420)) }),
    ];
    expect(sharesOf(attempt(moments), 400)).toEqual({
      production: [
        { at: 0, percent: 10 },
        { at: 220, percent: 0 },
        { at: 300, percent: 50 },
      ],
    });
    expect(sharesOf(attempt(moments), 500)["production"]?.at(-1)).toEqual({ at: 420, percent: 0 });
  });

  test("is nothing from the moment at which somebody lowered the flags, signed or not", () => {
    const began = moment(0, "leased", { standing: standing(given(50, 900)) });
    const abort = (refused: boolean) => moment(60, "abort", { actor: "ada", signed: false, refused });
    expect(sharesOf(attempt([began, abort(false)]), 100)["production"]).toEqual([
      { at: 0, percent: 50 },
      { at: 60, percent: 0 },
    ]);
    expect(sharesOf(attempt([began, abort(true)]), 100)["production"]).toEqual([{ at: 0, percent: 50 }]);
  });

  test("stays with those who have it as the stable one: no lease ends that", () => {
    const done = [moment(0, "completed", { standing: standing(given(100, null)) })];
    expect(sharesOf(attempt(done), 9999)["production"]).toEqual([{ at: 0, percent: 100 }]);
  });
});

test("a line between two ticks belongs to the tick that took it in, and to the last where none did yet", () => {
  const moments = [
    moment(1, "began"),
    moment(1, "started", { standing: standing() }),
    moment(2, "request", { actor: "ada" }),
    moment(3, "began", { standing: standing({ id: "team-a/r2" }) }),
    moment(4, "pause", { actor: "ada", signed: false }),
  ];
  expect(attemptsOf(moments).map(({ id, moments: own }) => [id, own.map(({ at }) => at)])).toEqual([
    ["team-a/r1", [1, 1]],
    ["team-a/r2", [2, 3, 4]],
  ]);
  expect(attemptsOf([moment(1, "request", { signed: false })])).toEqual([]);
});

describe("where a rollout stood, for the log", () => {
  const plan = aPlan([setWeight(10), { ...pause(HOUR), watches: ["m"] }, setWeight(100)], {
    metrics: [aMetric("m", { onFailure: "abort" })],
  });

  test("is what the tick gave, and what it measured", () => {
    const rollout = simulate(plan);
    rollout.tick(0);
    const result = rollout.tick(HOUR / 2, (now) => ({ verdicts: { m: measured("pass", now) } }));
    const said = standingOf(plan, rollout.state, result);
    expect(said).toMatchObject({
      id: "team-a/r1",
      phase: "Progressing",
      step: "canary/1",
      given: { production: { weight: 10, until: NOON + 2.5 * HOUR } },
      measured: { m: { verdict: "pass", at: NOON + HOUR / 2, why: "pass", since: null, figures: [], breaches: [] } },
      rollback: null,
      waits: "held 30m of 1h, 0 of 0 samples",
    });
    expect(standingIn(["words", { standing: structuredClone(said) }])).toEqual(said);
    const { waits: _, ...older } = said;
    expect(standingIn([{ standing: older }])).toEqual(older);
  });

  test("has whole numbers, and no more characters than a line has room for", () => {
    const rollout = simulate(plan);
    rollout.tick(0);
    const figures = [{ name: "failed", value: 3 / 59, n: 59, low: 0.017_43, high: 0.139_2 }];
    const verdict = { verdict: "fail", at: 5.5, why: "x".repeat(5000), since: 2.25, rule: "r", figures } as const;
    const names = Array.from({ length: 400 }, (_, index) => `metric-${index}`);
    const said = standingOf(plan, rollout.state, {
      measured: Object.fromEntries(names.map((name) => [name, verdict])),
      waits: "w".repeat(5000),
    });
    expect(said.waits).toBe(`${"w".repeat(399)}…`);
    expect(said.measured["metric-0"]).toEqual({
      verdict: "fail",
      at: 5,
      since: 2,
      rule: "r",
      why: `${"x".repeat(399)}…`,
      figures: ["failed 0.05085 (0.01743 to 0.1392) of 59"],
      breaches: [],
    });
    expect(JSON.stringify(said).length).toBeLessThan(25_000);
  });

  test("says nothing where a line says something else", () => {
    for (const evidence of [[], ["words"], [{ standing: { id: 1 } }], [{ standing: null }], [null], [[]]])
      expect(standingIn(evidence)).toBeNull();
  });
});

test("texts for the log are whole characters", () => {
  expect([forLog("abc", 3), forLog("abcd", 3), forLog("a\uD800b", 9), forLog("ab😀", 4), forLog("ab😀c", 4)]).toEqual([
    "abc",
    "ab…",
    "a\uFFFDb",
    "ab😀",
    "a…",
  ]);
});

test("the words of a line are its texts, and why something was asked or turned down", () => {
  const evidence = ["one", { verb: "abort", why: "two", refused: "three" }, 4, { standing: {} }, { why: "" }];
  expect(wordsIn("abort", evidence)).toBe("one; two; refused: three");
  expect(wordsIn("request", evidence)).toBe("one; abort: two; refused: three");
  expect([isRefused(["one"]), isRefused([{ refused: "x" }])]).toEqual([false, true]);
});
