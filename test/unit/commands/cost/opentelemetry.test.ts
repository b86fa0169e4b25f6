import { describe, expect, test } from "vitest";
import { jsonl } from "../../../support/usage-logs.ts";
import { reportUsage } from "../../../support/usage-report.ts";

type Attributes = Readonly<Record<string, string | number>>;
const attributes = (all: Attributes) =>
  Object.entries(all).map(([key, value]) => ({
    key,
    value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value },
  }));
const MODEL = { "gen_ai.provider.name": "anthropic", "gen_ai.request.model": "claude-haiku-4-5" };
const used = (input: number, output: number, more: Attributes = {}): Attributes => ({
  ...MODEL,
  "gen_ai.usage.input_tokens": input,
  "gen_ai.usage.output_tokens": output,
  ...more,
});
const span = (spanId: string, parentSpanId: string, all: Attributes) => ({
  traceId: "t1",
  spanId,
  parentSpanId,
  name: "chat",
  startTimeUnixNano: "1793530800000000000",
  endTimeUnixNano: "1793530801000000000",
  attributes: attributes(all),
});
const resource = { attributes: attributes({ "service.name": "agent" }) };
const trace = (...spans: readonly object[]) => ({
  resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "emitter" }, spans }] }],
});
const tokensOf = async (...lines: readonly object[]) => {
  const { usage } = await reportUsage({ "telemetry.jsonl": jsonl(...lines) });
  return usage && { uncached: usage.total.tokens.uncached, output: usage.total.tokens.output };
};

describe("an agent's span over those of its answers", () => {
  const agent = (all: Attributes) => span("a", "", { "gen_ai.operation.name": "invoke_agent", ...all });

  test("sums them up", async () => {
    expect(
      await tokensOf(trace(span("b", "a", used(56, 5)), span("c", "a", used(57, 6)), agent(used(113, 11)))),
    ).toEqual({
      uncached: 113,
      output: 11,
    });
  });

  test("says the last of them again", async () => {
    expect(
      await tokensOf(trace(span("b", "a", used(2239, 192)), span("c", "a", used(2569, 99)), agent(used(2569, 99)))),
    ).toEqual({ uncached: 4808, output: 291 });
  });

  test("may stand above another that says nothing, and in another line", async () => {
    const { table, usage } = await reportUsage({
      "telemetry.jsonl": jsonl(
        trace(span("c", "b", used(57, 6))),
        trace(span("b", "a", { "gen_ai.operation.name": "execute_tool" })),
        trace(agent({ ...used(57, 6), "gen_ai.agent.name": "Travel Planner", "gen_ai.workflow.name": "trips" })),
      ),
    });
    expect(usage?.total.tokens.uncached).toBe(57);
    expect(table("agent")).toEqual({ "Travel Planner": "87000" });
  });

  test("is what there is where it stands alone", async () => {
    expect(await tokensOf(trace(agent(used(113, 11))))).toEqual({ uncached: 113, output: 11 });
  });
});

describe("the cache", () => {
  test("is within the input, and beside it where it is proven to be", async () => {
    const read = (input: number) =>
      trace(span("a", "", used(input, 0, { "gen_ai.usage.cache_read.input_tokens": 75 })));
    const cost = async (input: number) => (await reportUsage({ "t.jsonl": jsonl(read(input)) })).cost;
    expect([await cost(25), await cost(100)]).toEqual(["32500", "32500"]);
  });

  test("is beside it in all spans of who was proven to leave it out", async () => {
    const cached = { "gen_ai.usage.cache_read.input_tokens": 75 };
    const { usage } = await reportUsage({
      "t.jsonl": jsonl(trace(span("a", "", used(100, 0, cached)), span("b", "", used(25, 0, cached)))),
    });
    expect(usage?.total.tokens).toMatchObject({ uncached: 125, "cache-read": 150 });
  });

  test("that was written is the same call as in other logs", async () => {
    const written = used(12_307, 550, {
      "gen_ai.usage.cache_creation.input_tokens": 12_304,
      "gen_ai.request.model": "claude-sonnet-4-6",
    });
    expect((await reportUsage({ "t.jsonl": jsonl(trace(span("a", "", written))) })).cost).toBe("54399000");
  });
});

test("old names and new ones are one thing", async () => {
  const both = used(113, 11, { "gen_ai.usage.prompt_tokens": 113, "gen_ai.usage.completion_tokens": 11 });
  expect(await tokensOf(trace(span("a", "", both)))).toEqual({ uncached: 113, output: 11 });
  const old = { "gen_ai.system": "anthropic", "gen_ai.response.model": "claude-haiku-4-5" };
  const names = { "gen_ai.usage.prompt_tokens": 113, "gen_ai.usage.completion_tokens": 11 };
  expect(await tokensOf(trace(span("a", "", { ...old, ...names })))).toEqual({ uncached: 113, output: 11 });
});

test("the service that was served has the price, not the one asked for", async () => {
  const openai = {
    "gen_ai.provider.name": "openai",
    "gen_ai.response.model": "gpt-5-mini",
    "openai.request.service_tier": "priority",
  };
  const costOf = async (tier: string) =>
    (
      await reportUsage({
        "t.jsonl": jsonl(trace(span("a", "", { ...used(1000, 0), ...openai, "openai.response.service_tier": tier }))),
      })
    ).cost;
  expect([await costOf("default"), await costOf("flex")]).toEqual(["250000", "125000"]);
});

describe("metrics", () => {
  const point = (all: Attributes, value: object) => ({
    attributes: attributes({ ...MODEL, ...all }),
    startTimeUnixNano: "1793530800000000000",
    timeUnixNano: "1793530860000000000",
    ...value,
  });
  const histogram = (
    temporality: number,
    ...sums: readonly (readonly [type: string, sum: number, count: number])[]
  ) => ({
    name: "gen_ai.client.token.usage",
    histogram: {
      aggregationTemporality: temporality,
      dataPoints: sums.map(([type, sum, count]) => point({ "gen_ai.token.type": type }, { sum, count: String(count) })),
    },
  });
  const counter = (name: string, value: number) => ({
    name: `gen_ai.client.inference.usage.${name}`,
    sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [point({}, { asInt: String(value) })] },
  });
  const metrics = (...all: readonly object[]) => ({
    resourceMetrics: [{ resource, scopeMetrics: [{ metrics: all }] }],
  });

  test("that are cumulative say again what they said; others are added up", async () => {
    const lines = (temporality: number) => [
      metrics(histogram(temporality, ["input", 100, 1], ["output", 10, 1])),
      metrics(histogram(temporality, ["input", 300, 2], ["output", 30, 2])),
    ];
    expect(await tokensOf(...lines(2))).toEqual({ uncached: 300, output: 30 });
    expect(await tokensOf(...lines(1))).toEqual({ uncached: 400, output: 40 });
  });

  test("of both generations, of one process, are one", async () => {
    const old = histogram(2, ["input", 100, 1], ["output", 10, 1]);
    const fresh = [counter("input_tokens", 100), counter("cache_read.input_tokens", 75), counter("output_tokens", 10)];
    const { cost, usage } = await reportUsage({ "t.jsonl": jsonl(metrics(old, ...fresh)) });
    expect(usage?.total.tokens).toMatchObject({ uncached: 25, "cache-read": 75, output: 10 });
    expect(cost).toBe("82500");
  });

  test("are left out where the process has spans that say it", async () => {
    expect(
      await tokensOf(metrics(histogram(2, ["input", 113, 1], ["output", 11, 1])), trace(span("a", "", used(113, 11)))),
    ).toEqual({ uncached: 113, output: 11 });
  });
});

test("spans that are each other's parents end", async () => {
  expect(await tokensOf(trace(span("a", "b", used(1, 1)), span("b", "a", {})))).toEqual({ uncached: 1, output: 1 });
});
