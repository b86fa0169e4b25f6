import { describe, expect, test } from "vitest";
import type { Estimate } from "../../../../src/cost/estimate/estimate.ts";
import { type CostBudget, judgeCost } from "../../../../src/cost/gate/judge-cost.ts";
import { ofNano } from "../../../../src/cost/money.ts";

const runs = { low: 1, expected: 1, high: 1 };

/** A workload of so many dollars a month; of none where it has no price. */
function costs(dollars: number | undefined, about: Partial<Estimate> = {}): Estimate {
  const money = ofNano(Math.round((dollars ?? 0) * 1e9));
  const interval = { low: money, expected: money, high: money };
  return {
    workflow: "review",
    model: "m",
    runs,
    drivers: [],
    assumed: [],
    defaults: [],
    withoutOwn: false,
    unsureTools: false,
    ...(dollars === undefined ? { why: "no price of m" } : { perRun: interval, perMonth: interval }),
    ...about,
  };
}
const said = (
  budget: Partial<CostBudget>,
  after: readonly Estimate[],
  before?: readonly Estimate[],
  environment?: string,
) =>
  judgeCost([{ name: "all", ...budget }], { after, before, environment }).flatMap(({ verdicts }) =>
    verdicts.map(({ kind, message, severity }) => [kind, message, ...(severity ? [severity] : [])].join(" ")),
  );

describe("what it may grow by", () => {
  test.each<[string, number | undefined, number | undefined, Partial<CostBudget>, readonly string[]]>([
    [
      "from a base without a price nobody knows",
      undefined,
      12,
      { "increase-percent": 20 },
      ["undecided all: what the base costs is not known, so that nobody can say by how much it grows."],
    ],
    [
      "from nothing any growth is more than any share",
      0,
      12,
      { "increase-percent": 20 },
      ["increase all: +$12.00 a month, from $0.00 to $12.00, exceeds 20 %."],
    ],
    ["from nothing to nothing is none", 0, 0, { "increase-percent": 20 }, []],
    [
      "it is compared before it is rounded",
      0.004,
      0.0049,
      { "increase-percent": 20 },
      ["increase all: +$0.0009 a month, from $0.004 to $0.0049, exceeds 20 %."],
    ],
    ["just what is allowed is allowed", 100, 120, { "increase-percent": 20 }, []],
    [
      "a nano-dollar more is not",
      100,
      120.000000001,
      { "increase-percent": 20 },
      ["increase all: +$20.00 a month, from $100.00 to $120.00, exceeds 20 %."],
    ],
    [
      "in dollars",
      100,
      150.5,
      { "increase-dollars": 50 },
      ["increase all: +$50.50 a month, from $100.00 to $150.50, exceeds $50.00."],
    ],
    ["less is never too much", 100, 50, { "increase-dollars": 0, "increase-percent": 0 }, []],
    [
      "both",
      10,
      30,
      { "increase-dollars": 5, "increase-percent": 50 },
      [
        "increase all: +$20.00 a month, from $10.00 to $30.00, exceeds $5.00.",
        "increase all: +$20.00 a month, from $10.00 to $30.00, exceeds 50 %.",
      ],
    ],
  ])("%s", (_what, before, after, budget, expected) => {
    expect(said(budget, [costs(after)], [costs(before)])).toEqual(expected);
  });

  test("without a base nothing has grown", () => {
    expect(said({ "increase-percent": 0 }, [costs(5)])).toEqual([]);
  });
});

describe("what it may be", () => {
  test.each<[string, number | undefined, number, Partial<CostBudget>, readonly string[]]>([
    ["it exceeds", undefined, 101, {}, ["over all: $101.00 a month exceed $100.00."]],
    ["as the base did", 120, 101, {}, ["before all: $101.00 a month exceed $100.00, as $120.00 of the base did. info"]],
    [
      "as the base did, which is refused too",
      120,
      101,
      { "even-if-before": true },
      ["over all: $101.00 a month exceed $100.00."],
    ],
    ["below the first warning", undefined, 69.99, {}, []],
    ["at the first", undefined, 70, {}, ["near all: $70.00 a month are within $100.00, and reach 70 % of it."]],
    ["at the second", undefined, 95, {}, ["near all: $95.00 a month are within $100.00, and reach 90 % of it."]],
    ["all of it", undefined, 100, {}, ["near all: $100.00 a month are within $100.00, and reach 100 % of it."]],
    ["warnings of its own", undefined, 95, { "warn-at-percent": [96] }, []],
    [
      "with a severity and a word",
      undefined,
      101,
      { severity: "warning", message: "Ask Ada." },
      ["over all: $101.00 a month exceed $100.00. Ask Ada. warning"],
    ],
  ])("%s", (_what, before, after, budget, expected) => {
    const sides = before === undefined ? undefined : [costs(before)];
    expect(said({ "total-dollars": 100, ...budget }, [costs(after)], sides)).toEqual(expected);
  });

  test("a part without a price makes it at least that", () => {
    expect(said({ "total-dollars": 1 }, [costs(2), costs(undefined, { workflow: "other" })])).toEqual([
      "over all: at least $2.00 a month exceed $1.00.",
    ]);
  });

  test.each<[CostBudget["per"] & string, string]>([
    ["day", "over all: $12.00 a day exceed $1.00."],
    ["week", "over all: $84.00 a week exceed $1.00."],
    ["month", "over all: $365.00 a month exceed $1.00."],
  ])("for a %s", (per, expected) => {
    expect(said({ per, "total-dollars": 1 }, [costs(365)])).toEqual([expected]);
  });
});

test("budgets of a workflow, a subagent, a team, an environment", () => {
  const all = [costs(1), costs(2, { agent: "reader" }), costs(4, { workflow: "fix", team: "core" })];
  const total = (budget: Partial<CostBudget>, environment?: string) =>
    said({ "total-dollars": 0.5, ...budget }, all, undefined, environment).map((one) => /\$[\d.]+/.exec(one)?.[0]);
  expect(total({})).toEqual(["$7.00"]);
  expect(total({ workflow: "review" })).toEqual(["$3.00"]);
  expect(total({ agent: "reader" })).toEqual(["$2.00"]);
  expect(total({ team: "core" })).toEqual(["$4.00"]);
  expect(total({ environment: "production" }, "staging")).toEqual([]);
  expect(total({ environment: "production" }, "production")).toEqual(["$7.00"]);
});
