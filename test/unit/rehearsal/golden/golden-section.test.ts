import { expect, test } from "vitest";
import { Mismatch } from "../../../../src/model/read-value.ts";
import type { GoldenCaseResult, GoldenSetResult } from "../../../../src/rehearsal/golden/golden-result.ts";
import { goldenResultsOf, goldenSection } from "../../../../src/rehearsal/golden/golden-section.ts";
import { goldenKind } from "../../../../src/rehearsal/sections.ts";

const one: GoldenCaseResult = {
  id: "golden/a/one",
  version: 1,
  runs: 5,
  result: "undecided",
  counted: 5,
  met: 4,
  reference: { runs: 5, met: 5 },
  low: -0.7164,
  high: 0.2612,
  missing: "",
  differing: 1,
  differences: [{ message: "Does not hold.", runs: 1, detail: ["@@ line 1 @@", "-a", "+b"] }],
};
const silent = {
  ...one,
  id: "golden/a/two",
  counted: 0,
  met: 0,
  missing: "it did not run",
  differing: 0,
  differences: [],
};
const set: GoldenSetResult = {
  ...one,
  id: "golden/a",
  path: "golden/a.yaml",
  margin: 0.05,
  alpha: 0.05,
  digest: "sha256:0",
  cases: [silent, one],
};

test("what differs stands first, and says in how many runs and how", () => {
  const { data } = goldenSection({ release: "sha256:1", sets: [set] });
  expect(goldenKind.view(data)).toEqual({
    title: "Golden cases",
    blocks: [
      expect.objectContaining({
        rows: [
          ["golden/a, together", "undecided", "4 of 5, reference 5 of 5: −71.6 to 26.1 points", ""],
          ["one", "undecided", "4 of 5, reference 5 of 5: −71.6 to 26.1 points", "1 of 5"],
          ["two", "undecided", "it did not run", ""],
        ],
      }),
      { lines: [expect.stringContaining("It takes 59 runs, all of them like it, or more.")] },
      { lines: ["one:", "In 1 of 5: Does not hold.", "  @@ line 1 @@", "  -a", "  +b"] },
      { lines: ["Of the release sha256:1."] },
    ],
  });
});

test("long texts are cut, and many differences counted", () => {
  const differences = Array.from({ length: 50 }, (_, at) => ({
    message: `${at} ${"x".repeat(999)}`,
    runs: 1,
    detail: [],
  }));
  const { data } = goldenSection({ sets: [{ ...set, cases: [{ ...one, differences }] }] });
  const [read] = goldenResultsOf(data).sets[0]?.cases ?? [];
  expect([read?.differences.length, read?.differences[0]?.message.length]).toEqual([20, 300]);
  expect(JSON.stringify(goldenKind.view(data))).toContain("and 17 other differences");
});

test.each([
  [{ counted: 1e15 }, "/sets/0/cases/0/counted is more than 20000"],
  [{ counted: -1 }, "/sets/0/cases/0/counted is not an integer of at least 0"],
  [{ met: 6 }, "/sets/0/cases/0 has more successes than runs"],
  [{ reference: { runs: 1, met: 2 } }, "/sets/0/cases/0 has more successes than runs"],
  [{ result: "fine" }, "/sets/0/cases/0/result is not one of not-worse, worse, undecided"],
])("a report that anybody wrote may not claim %j", (facts, told) => {
  const { data } = goldenSection({ sets: [set] });
  const [read] = JSON.parse(JSON.stringify(data)).sets;
  const hostile = { sets: [{ ...read, cases: [{ ...read.cases[0], ...facts }] }] };
  expect(() => goldenResultsOf(hostile)).toThrow(new Mismatch(told));
});

test("nor a margin of nothing, which would divide by it", () => {
  expect(() => goldenResultsOf({ sets: [{ ...set, alpha: 0 }] })).toThrow(
    "/sets/0/alpha is not a number between 0 and 1",
  );
});
