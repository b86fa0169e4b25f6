import { expect, test } from "vitest";
import { openZone } from "../../../src/usage/calendar.ts";
import { NO_TOKENS, type UsageRecord } from "../../../src/usage/record.ts";
import { type Dimension, openSums } from "../../../src/usage/sum-usage.ts";

const record = (output: number, more: Partial<UsageRecord> = {}): UsageRecord => ({
  v: 1,
  source: "claude-code",
  sourceId: "1",
  model: "claude-sonnet-4-6",
  tier: "standard",
  tokens: { ...NO_TOKENS, output },
  calls: 1,
  by: { agent: "main" },
  ...more,
});

function summed(by: readonly Dimension[], records: readonly UsageRecord[], zone = "UTC") {
  const { add, sums } = openSums({ by, dayOf: openZone(zone) ?? String, rateOf: ({ model }) => model });
  for (const one of records) add(one);
  return sums();
}
const rows = (by: Dimension, records: readonly UsageRecord[], zone?: string) =>
  summed([by], records, zone).tables.map((table) =>
    Object.fromEntries(
      Array.from(table.rows, ([value, tallies]) => [value, tallies.reduce((sum, one) => sum + one.tokens.output, 0)]),
    ),
  )[0];
const at = (ts: string) => ({ ts: Date.parse(ts) });

test("is told apart by the days, weeks and months of a zone", () => {
  const records = [
    record(1, at("2026-10-24T21:59:00Z")),
    record(2, at("2026-10-24T22:00:00Z")),
    record(4, at("2026-10-25T22:59:59Z")),
    record(8, at("2026-10-31T23:00:00Z")),
    record(16),
  ];
  expect(rows("day", records, "Europe/Berlin")).toEqual({
    "2026-10-24": 1,
    "2026-10-25": 6,
    "2026-11-01": 8,
    "(undated)": 16,
  });
  expect(rows("week", records, "Europe/Berlin")).toEqual({ "2026-W43": 7, "2026-W44": 8, "(undated)": 16 });
  expect(rows("month", records, "UTC")).toEqual({ "2026-10": 15, "(undated)": 16 });
  expect(summed([], records).days).toEqual(["2026-10-24", "2026-10-31"]);
});

test("is told apart by what logs say of it", () => {
  const records = [
    record(1, { by: { agent: "main", skill: "demo", workflow: "nightly" } }),
    record(2, { by: { agent: "writer", skill: "demo" }, model: "claude-opus-5-5" }),
    record(4, { by: {}, source: "litellm", model: "" }),
  ];
  expect(rows("agent", records)).toEqual({ main: 1, writer: 2, "(not said)": 4 });
  expect(rows("skill", records)).toEqual({ demo: 3, "(none)": 4 });
  expect(rows("workflow", records)).toEqual({ nightly: 1, "(not said)": 6 });
  expect(rows("model", records)).toEqual({ "claude-sonnet-4-6": 1, "claude-opus-5-5": 2, "(not said)": 4 });
  expect(rows("client", records)).toEqual({ "claude-code": 3, litellm: 4 });
});

test("every table and the whole have the same sum, priced by what has one price", () => {
  const records = Array.from({ length: 50 }, (_, index) =>
    record(index, { model: `m${index % 3}`, by: { agent: `a${index % 7}` }, ts: index * 3_600_000 * 5 }),
  );
  const { all, tables } = summed(["day", "agent", "model"], records);
  expect(all.map(({ tokens, calls }) => [tokens.output, calls])).toEqual([
    [408, 17],
    [425, 17],
    [392, 16],
  ]);
  for (const { rows: of } of tables)
    expect([...of.values()].flat().reduce((sum, { tokens }) => sum + tokens.output, 0)).toBe(1225);
});

test("logs with a name for each record do not fill the memory", () => {
  const records = Array.from({ length: 2500 }, (_, index) => record(1, { by: { agent: `agent-${index}` } }));
  const found = rows("agent", records);
  expect(Object.keys(found ?? {})).toHaveLength(2001);
  expect(found?.["(others)"]).toBe(500);
});

test("a log in which every answer has a model of its own makes two thousand rates, and no more", () => {
  const records = Array.from({ length: 2500 }, (_, index) => record(1, { model: `m${index}` }));
  const { all } = summed(["model"], records);
  expect([all.length, all.at(-1)?.like.model, all.at(-1)?.tokens.output]).toEqual([2001, "(others)", 500]);
});
