import { expect, test } from "vitest";
import { renderComment } from "../../../src/report/markdown/comment.ts";
import { fail, reportOf } from "../../support/reports.ts";

const known = { section: "cost-gate", commit: "a".repeat(40), runUrl: "https://github.com/o/r/actions/runs/1" };
const PHRASE = `approve cost ${"3f".repeat(16)}`;

const interval = (nano: number) => ({ low: `${nano}`, expected: `${nano}`, high: `${nano}` });
const rows = Array.from({ length: 1000 }, (_, at) => ({
  workflow: `workflow-${at}`,
  model: "gpt-5.5",
  change: "same",
  before: interval(1e9),
  after: interval(1e9),
}));
const cost = {
  book: { version: "x", checkedOn: "2026-11-30", own: 0, locked: 0 },
  rows,
  before: { ...interval(9e11), open: false },
  after: { ...interval(1e12), open: false },
  drivers: [],
  budgets: [{ name: "all", per: "month", expected: "1000000000000", total: "900000000000", kinds: ["over"] }],
  notes: [],
};
const approval = {
  subject: "cost",
  commit: known.commit,
  digest: "d".repeat(64),
  is: "wanted",
  reasons: [],
  todo: [`An owner of agent-ci.yaml writes the comment "${PHRASE}", and runs this job again.`],
};
const report = {
  ...reportOf({ rule: "cost/over-budget", message: "all: $1,000.00 a month exceed $900.00." }),
  sections: [
    { kind: "approval", version: 1, data: approval },
    { kind: "cost", version: 1, data: cost },
  ],
};

test("of more than 70,000 characters keeps the verdict, the totals, how to approve it, and the way to all of it", () => {
  const whole = renderComment({ report, verdict: fail }, known, 1_000_000);
  expect(whole.length).toBeGreaterThan(70_000);
  const cut = renderComment({ report, verdict: fail }, known, 65_536);
  expect(cut.length).toBeLessThanOrEqual(65_536);
  for (const kept of [
    "agent-ci cost-gate: fail",
    PHRASE,
    "000.00 a month are expected",
    "[run](https://github.com/o/r/actions/runs/1)",
  ])
    expect(cut).toContain(kept);
  // No line of it is half there.
  const lines = new Set(whole.split("\n"));
  const others = cut.split("\n").filter((line) => !lines.has(line));
  expect(others).toEqual([expect.stringMatching(/^_\d+ more rows left out to stay within the size limit/)]);
});
