import { expect, test } from "vitest";
import { NO_TOKENS, type Tokens, type UsageRecord } from "../../../src/usage/record.ts";
import { addRecord, type RateKey, type Tallies } from "../../../src/usage/tally.ts";

const record = (tokens: Partial<Tokens>, more: Partial<UsageRecord> = {}): UsageRecord => ({
  v: 1,
  source: "mapped",
  sourceId: "1",
  model: "claude-sonnet-4-6",
  tier: "standard",
  tokens: { ...NO_TOKENS, ...tokens },
  calls: 1,
  by: {},
  ...more,
});

const tallied = (records: readonly UsageRecord[], rateOf: RateKey = ({ model }) => model) => {
  const tallies: Tallies = new Map();
  for (const one of records) addRecord(tallies, one, rateOf);
  return [...tallies.values()];
};

test("records of one rate are one sum, and those of another stand apart", () => {
  const long: RateKey = ({ tokens }) => (tokens.uncached > 200_000 ? "long" : "short");
  const [short, above] = tallied(
    [
      record({ uncached: 100_000, output: 5 }),
      record({ uncached: 100_000, output: 7 }),
      record({ uncached: 200_001 }),
      record({ uncached: 100_000 }),
    ],
    long,
  );
  expect(short).toMatchObject({ tokens: { uncached: 300_000, output: 12 }, calls: 3 });
  expect(above).toMatchObject({ tokens: { uncached: 200_001 }, calls: 1 });
});

test("what has something charged by the piece stands apart: that may have no price", () => {
  const tallies = tallied([
    record({ output: 1 }, { items: { "web-search": 1 } }),
    record({ output: 2 }),
    record({ output: 4 }, { items: { "web-search": 2 } }),
    record({ output: 8 }, { items: { __proto__: 3, hours: 1 } }),
  ]);
  expect(tallies.map(({ tokens, items }) => [tokens.output, { ...items }])).toEqual([
    [5, { "web-search": 3 }],
    [2, {}],
    [8, { hours: 1 }],
  ]);
});

test("what a log claims is compared with the records that it claims it of", () => {
  const tallies = tallied([
    record({ output: 1 }, { claimed: 40 }),
    record({ output: 2 }),
    record({ output: 3 }, { claimed: 2 }),
    record({ output: 4 }, { claimed: 0 }),
  ]);
  expect(tallies.map(({ tokens, claimed }) => [tokens.output, claimed])).toEqual([
    [8, 42],
    [2, undefined],
  ]);
});

test("what came from recordings is not mixed with what was asked for", () => {
  const tallies = tallied([record({ output: 1 }), record({ output: 2 }, { replayed: true })]);
  expect(tallies.map(({ like, tokens }) => [like.replayed, tokens.output])).toEqual([
    [undefined, 1],
    [true, 2],
  ]);
});

test("a sum of unknown many answers adds none to their number", () => {
  const { calls: _, ...sum } = record({ output: 9 });
  expect(tallied([record({ output: 1 }), sum])).toMatchObject([{ calls: 1, records: 2, tokens: { output: 10 } }]);
});
