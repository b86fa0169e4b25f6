import { describe, expect, test } from "vitest";
import { jsonl } from "../../../support/usage-logs.ts";
import { reportUsage } from "../../../support/usage-report.ts";

const JSONL = `cost:
  logs:
    - format: jsonl
      provider: anthropic
      input-includes-cache: true
      fields:
        model: llm.name
        input-tokens: usage.prompt
        output-tokens: usage.completion
        cache-read-tokens: usage.cached
        cache-write-5m-tokens: usage.written
        time-unix-seconds: at
        cost-dollars: price
        agent: who
        id: call
`;
const CSV = `cost:
  logs:
    - format: csv
      input-includes-cache: false
      output-includes-reasoning: false
      fields:
        { model: Model, input-tokens: In, output-tokens: Out, cache-read-tokens: Cached, reasoning-tokens: Thought,
          time-iso: When, workflow: Job, service: Tier }
`;

/** A row as a gateway might write it: 12,307 tokens of which 12,304 were written to the cache. */
const row = (more: object = {}, usage: object = {}) => ({
  call: "c1",
  at: 1_793_527_200,
  llm: { name: "claude-sonnet-4-6" },
  usage: { prompt: 12_307, completion: 550, written: 12_304, ...usage },
  who: "triage",
  ...more,
});
const HEAD = "When,Model,In,Out,Cached,Thought,Job,Tier\n";

describe("JSON by a mapping", () => {
  test("has its cache inside of the input, where that is said", async () => {
    const { cost, table, code } = await reportUsage({ "calls.jsonl": jsonl(row()) }, [], JSONL);
    // 3 × 3,000 + 12,304 × 3,750 + 550 × 15,000
    expect([code, cost]).toEqual([0, "54399000"]);
    expect([table("agent"), table("day")]).toEqual([{ triage: "54399000" }, { "2026-11-01": "54399000" }]);
  });

  test("counts an id once, and compares what it claims", async () => {
    const { cost, usage } = await reportUsage(
      { "a.jsonl": jsonl(row({ price: 0.1 }), row({ price: 0.1 })), "b.jsonl": jsonl(row({ price: 0.1 })) },
      [],
      JSONL,
    );
    expect([cost, usage?.logs.copies, usage?.claims]).toEqual([
      "54399000",
      2,
      { claimed: "100000000", priced: "54399000" },
    ]);
  });

  test("may stand in a list within one JSON", async () => {
    const text = JSON.stringify({ page: 1, result: { items: [row(), row({ call: "c2" })] } });
    const config = JSONL.replace("      fields:", "      rows: result.items\n      fields:");
    expect((await reportUsage({ "export.json": text }, [], config)).cost).toBe("108798000");
    const lines = JSON.stringify({ result: { items: [row(), row({ call: "c2" })] } }, undefined, 2);
    expect((await reportUsage({ "export.json": lines }, [], config)).cost).toBe("108798000");
  });

  test("is read by the mapping, whatever else it might be", async () => {
    const { usage } = await reportUsage({ "a.jsonl": jsonl(row({ sessionId: "s1" })) }, [], JSONL);
    expect(usage?.logs.files).toEqual({ mapped: 1 });
  });
});

describe("a CSV by a mapping", () => {
  test("has its columns in any order, and texts in quotes over several lines", async () => {
    const { cost, table } = await reportUsage(
      {
        "a.csv": `\uFEFFPrompt,${HEAD}"Say ""hi"",\nplease\n",2026-11-01T23:30:00+01:00,claude-sonnet-4-6,1000,100,500,0,nightly,\r\n`,
      },
      ["--by", "workflow", "--by", "day", "--zone", "Europe/Berlin"],
      CSV,
    );
    // 1,000 × 3,000 + 500 × 300 + 100 × 15,000
    expect([cost, table("workflow"), table("day")]).toEqual([
      "4650000",
      { nightly: "4650000" },
      { "2026-11-01": "4650000" },
    ]);
  });

  test("has reasoning beside its output, and the service that was served", async () => {
    const text = `${HEAD}2026-11-01,claude-sonnet-4-6,1000,60,0,40,,batch\n`;
    // Half of 1,000 × 3,000 + 100 × 15,000
    expect((await reportUsage({ "a.csv": text }, [], CSV)).cost).toBe("2250000");
  });

  test("has two equal rows as two answers, and a copy of the file as a copy", async () => {
    const line = "2026-11-01 10:00:00,claude-sonnet-4-6,1000,100,0,0,,\n";
    const text = HEAD + line + line + line;
    expect((await reportUsage({ "a.csv": text, "b.csv": text }, [], CSV)).cost).toBe("13500000");
  });

  test("without times, rows are never copies", async () => {
    const config = CSV.replace("time-iso: When, ", "");
    const text = `${HEAD}x,claude-sonnet-4-6,1000,100,0,0,,\n`;
    expect((await reportUsage({ "a.csv": text, "b.csv": text }, [], config)).cost).toBe("9000000");
  });

  test("without the mapping's columns it is of no known kind", async () => {
    const { code, err } = await reportUsage({ "a.csv": "When,Model\n1,2\n" }, [], CSV);
    expect([code, err]).toEqual([2, expect.stringContaining("among 1 file")]);
  });
});

describe("rows that cannot be are counted, named, and fail", () => {
  const good = "2026-11-01,claude-sonnet-4-6,1000,100,0,0,,\n";
  test.each<[string, string, string]>([
    ["a number that is none", "2026-11-01,claude-sonnet-4-6,1e3,100,0,0,,\n", "1 line holds numbers that cannot be"],
    ["a negative one", "2026-11-01,claude-sonnet-4-6,-5,100,0,0,,\n", "1 line holds numbers that cannot be"],
    ["none at all", "2026-11-01,claude-sonnet-4-6,,,0,0,,\n", "1 line holds numbers that cannot be"],
    ["a day that is none", "yesterday,claude-sonnet-4-6,1,1,0,0,,\n", "1 line holds numbers that cannot be"],
    ["a column too few", "2026-11-01,claude-sonnet-4-6,1,1,0,0,\n", "1 line has not the columns of its table"],
    ["a quote behind a quote", '2026-11-01,"claude"x",1,1,0,0,,"\n', "1 line has not the columns of its table"],
  ])("%s", async (_, line, said) => {
    const found = await reportUsage({ "a.csv": HEAD + good + line + good.replace("1000", "1001") }, [], CSV);
    expect([found.code, found.said, found.usage?.total.calls]).toEqual([
      1,
      [`usage/unread ${said}: a.csv at byte ${HEAD.length + good.length}.`],
      2,
    ]);
  });

  test("a last row that is cut off is only told", async () => {
    for (const cut of ["2026-11-02,claude-sonn", '2026-11-02,"claude-sonn']) {
      const { code, said } = await reportUsage({ "a.csv": HEAD + good + cut }, [], CSV);
      expect([code, said]).toEqual([0, [expect.stringMatching(/^usage\/torn 1 line is cut off/)]]);
    }
  });

  test("more cache than input", async () => {
    const { code, said } = await reportUsage({ "a.jsonl": jsonl(row({}, { prompt: 12_303 })) }, [], JSONL);
    expect([code, said]).toEqual([1, ["usage/unread 1 line holds numbers that cannot be: a.jsonl at byte 0."]]);
  });

  test("a model without a name or a price", async () => {
    const text = `${HEAD}2026-11-01,,10,1,0,0,,\n2026-11-01,house,10,1,0,0,,\n`;
    const { code, said } = await reportUsage({ "a.csv": text }, [], CSV);
    expect([code, said]).toEqual([
      1,
      [
        "usage/unpriced 11 tokens have no price: no model is named.",
        "usage/unpriced 11 tokens have no price: no price of house.",
      ],
    ]);
  });
});

test.each<[string, string, string]>([
  [
    "whether a cache is inside",
    JSONL.replace("      input-includes-cache: true\n", ""),
    "`input-includes-cache` has to",
  ],
  [
    "whether reasoning is inside",
    CSV.replace("      output-includes-reasoning: false\n", ""),
    "`output-includes-reasoning` has to",
  ],
  ["what the input is", JSONL.replace("        input-tokens: usage.prompt\n", ""), "missing key `input-tokens`"],
  ["what a key is", JSONL.replace("time-unix-seconds", "time"), "unknown key `time`"],
])("a mapping has to say %s", async (_, config, said) => {
  const { code, err } = await reportUsage({ "a.jsonl": jsonl(row()) }, [], config);
  expect([code, err]).toEqual([2, expect.stringContaining(said)]);
});

test("a quote that is never closed takes no rows away in silence", async () => {
  const good = "2026-11-01,claude-sonnet-4-6,1000,100,0,0,,\n";
  const open = (lines: number): string => `2026-11-01,"${"a,\n".repeat(lines)}`;
  const short = await reportUsage({ "a.csv": HEAD + open(1) + good }, [], CSV);
  expect([short.code, short.said]).toEqual([1, ["usage/unread 1 line has not the columns of its table: a.csv."]]);
  const { code, usage } = await reportUsage({ "a.csv": HEAD + open(600_000) + good.repeat(3) }, [], CSV);
  expect([code, usage?.total.calls]).toEqual([1, 3]);
});
