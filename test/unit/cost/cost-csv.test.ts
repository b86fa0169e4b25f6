import { expect, test } from "vitest";
import type { CostData } from "../../../src/cost/cost-data.ts";
import { costCsv } from "../../../src/cost/cost-csv.ts";

const interval = { low: "1", expected: "110000000", high: "2000000000" };
const data: CostData = {
  book: { version: "b", checkedOn: "2026-11-30", own: 0, locked: 0 },
  rows: [
    { workflow: "=1+1", team: 'a "b", c', model: "m", change: "changed", before: interval, after: interval },
    { workflow: "review", agent: "-r", model: "@m", change: "new", why: "no price\nof @m" },
  ],
  after: { ...interval, open: false },
  before: { ...interval, open: false },
  drivers: [],
  budgets: [],
  notes: [],
};

test("a row for each workload, in dollars; no cell is a formula", () => {
  expect(costCsv(data)).toBe(
    [
      "workflow,agent,team,model,change,before,low,expected,high,why",
      `'=1+1,,"a ""b"", c",m,changed,0.110000000,0.000000001,0.110000000,2.000000000,`,
      "review,'-r,,'@m,new,,,,,no price of @m",
      "",
    ].join("\r\n"),
  );
});

test("data that is not the section's is refused", () => {
  expect(() => costCsv({ ...data, after: { ...interval, expected: "1.5", open: false } })).toThrow(/expected/);
  expect(() => costCsv(undefined)).toThrow();
});
