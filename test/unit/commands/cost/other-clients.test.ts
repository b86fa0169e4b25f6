import { describe, expect, test } from "vitest";
import { jsonl } from "../../../support/usage-logs.ts";
import { reportUsage } from "../../../support/usage-report.ts";

describe("Gemini CLI", () => {
  const tokens = (input: number, cached: number, output: number, thoughts: number, total: number) => ({
    input,
    cached,
    output,
    thoughts,
    tool: 0,
    total,
  });
  const head = { sessionId: "7f1e", projectHash: "b45e", startTime: "2026-11-30T10:16:59.971Z", kind: "main" };
  const answer = (id: string, counts: object) => ({
    id,
    timestamp: "2026-11-30T10:17:00.270Z",
    type: "gemini",
    content: "First.",
    tokens: counts,
    model: "gemini-2.5-pro",
  });
  const user = { id: "u", timestamp: "2026-11-30T10:17:00Z", type: "user", content: [{ text: "ping" }] };

  test("has thoughts beside the answer, and the cache within the prompt", async () => {
    const { cost, usage } = await reportUsage({
      "chat.jsonl": jsonl(head, user, answer("a", tokens(55_021, 40_000, 923, 785, 56_729))),
    });
    expect(cost).toBe("40856250");
    expect(usage?.total.tokens).toMatchObject({ uncached: 15_021, "cache-read": 40_000, output: 1708, reasoning: 785 });
  });

  test("has thoughts within the answer where the total says so", async () => {
    const { usage } = await reportUsage({ "chat.jsonl": jsonl(head, answer("a", tokens(1000, 0, 100, 40, 1100))) });
    expect(usage?.total.tokens).toMatchObject({ uncached: 1000, output: 100, reasoning: 40 });
  });

  test("writes a message again when its tools have run, and those of before in one", async () => {
    const one = answer("a", tokens(1000, 0, 60, 40, 1100));
    const again = { ...one, toolCalls: [{ id: "t", name: "activate_skill" }] };
    const { usage } = await reportUsage({
      "chat.jsonl": jsonl(
        head,
        { $set: { messages: [one] } },
        one,
        again,
        answer("b", tokens(2000, 800, 150, 50, 2200)),
      ),
    });
    expect(usage?.total).toMatchObject({ calls: 2, tokens: { uncached: 2200, "cache-read": 800, output: 300 } });
  });

  test("wrote its chats as one JSON before", async () => {
    const chat = { ...head, messages: [user, answer("a", tokens(1000, 0, 60, 40, 1100))] };
    const { usage } = await reportUsage({ "session.json": JSON.stringify(chat, undefined, 2) });
    expect(usage?.total).toMatchObject({ calls: 1, tokens: { uncached: 1000, output: 100 } });
  });

  const stats = {
    models: {
      "gemini-2.5-pro": {
        api: { totalRequests: 3, totalErrors: 1, totalLatencyMs: 318 },
        tokens: { input: 2200, prompt: 3000, candidates: 210, total: 3300, cached: 800, thoughts: 90, tool: 0 },
      },
    },
  };
  const streamed = {
    type: "result",
    timestamp: "2026-11-30T11:07:26.543Z",
    stats: {
      models: {
        "gemini-2.5-pro": { total_tokens: 3300, input_tokens: 3000, output_tokens: 210, cached: 800, input: 2200 },
      },
    },
  };
  const right = { uncached: 2200, "cache-read": 800, output: 300, reasoning: 90 };

  test("prints sums, as JSON and at the end of a stream", async () => {
    const result = { session_id: "7f1e", response: "pong", stats };
    const json = await reportUsage({ "out.json": JSON.stringify(result, undefined, 2) });
    expect(json.usage?.total).toMatchObject({ calls: 2, tokens: right });
    const init = `{"type":"init","timestamp":"2026-11-30T11:07:26.110Z","session_id":"7f1e","model":"gemini-2.5-pro"}\n`;
    const stream = await reportUsage({ "out.jsonl": init + jsonl(streamed) });
    expect(stream.usage?.total.tokens).toMatchObject(right);
    // 2,200 × $1.25, 800 × $0.125, 300 × $10 per million.
    expect([json.cost, stream.cost]).toEqual(["5850000", "5850000"]);
  });

  test("counts once where its chat is there, too", async () => {
    const { cost } = await reportUsage({
      "a.json": JSON.stringify({ session_id: "7f1e", response: "pong", stats }, undefined, 2),
      "chat.jsonl": jsonl(head, answer("a", tokens(1000, 0, 0, 0, 1000))),
    });
    expect(cost).toBe("1250000");
  });
});

describe("Copilot CLI", () => {
  const start = { type: "session.start", data: { sessionId: "e614", copilotVersion: "1.0.102" }, id: "1" };
  const record = (sequence: number, usage: object) => ({
    type: "session.usage_record",
    timestamp: "2026-11-30T10:17:05.785Z",
    data: {
      usage: {
        model: "claude-sonnet-4.6",
        cost: 0,
        apiCallId: `call-${sequence}`,
        accounting: { sourceSessionId: "e614", sequence, usageId: `call-${sequence}` },
        ...usage,
      },
    },
  });
  const shutdown = {
    type: "session.shutdown",
    timestamp: "2026-11-30T10:17:06Z",
    data: {
      modelMetrics: {
        "claude-sonnet-4.6": {
          requests: { count: 2, cost: 0 },
          usage: {
            inputTokens: 3030,
            outputTokens: 300,
            cacheReadTokens: 800,
            cacheWriteTokens: 30,
            reasoningTokens: 90,
          },
        },
      },
    },
  };
  const records = [
    record(1, { inputTokens: 1000, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 40 }),
    record(2, {
      inputTokens: 2030,
      outputTokens: 200,
      cacheReadTokens: 800,
      cacheWriteTokens: 30,
      reasoningTokens: 50,
      parentToolCallId: "call_1",
    }),
  ];
  const right = { uncached: 2200, "cache-read": 800, "cache-write": 30, output: 300, reasoning: 90 };

  test("has a record for each answer, and a sum at the end that says it again", async () => {
    const { usage, table } = await reportUsage({ "events.jsonl": jsonl(start, ...records, shutdown) });
    expect(usage?.total).toMatchObject({ calls: 2, tokens: right });
    expect(Object.keys(table("agent"))).toEqual(["subagent", "main"]);
  });

  test("has but the sum where it writes no records", async () => {
    const { usage } = await reportUsage({ "events.jsonl": jsonl(start, shutdown) });
    expect(usage?.total).toMatchObject({ calls: 2, tokens: right });
  });
});

describe("OpenCode", () => {
  const message = (id: string, more: object = {}) => ({
    id,
    sessionID: "ses_1",
    role: "assistant",
    agent: "build",
    path: { cwd: "/home/alice", root: "/" },
    cost: 0,
    tokens: { total: 2200, input: 1200, output: 150, reasoning: 50, cache: { write: 0, read: 800 } },
    modelID: "claude-sonnet-4-6",
    providerID: "anthropic",
    time: { created: 1_796_033_837_833 },
    ...more,
  });
  const right = { uncached: 1200, "cache-read": 800, output: 200, reasoning: 50 };

  test("exports sessions", async () => {
    const session = {
      info: { id: "ses_1", title: "pong" },
      messages: [
        { info: { id: "msg_0", sessionID: "ses_1", role: "user", agent: "build" }, parts: [] },
        { info: message("msg_1"), parts: [{ type: "text", text: "pong" }] },
        { info: message("msg_2", { tokens: { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } } }) },
      ],
    };
    const { usage, cost, table } = await reportUsage({ "session.json": JSON.stringify(session, undefined, 2) });
    expect(usage?.total).toMatchObject({ calls: 1, tokens: right });
    // 1,200 × $3, 800 × $0.30, 200 × $15 per million.
    expect(cost).toBe("6840000");
    expect(table("agent")).toEqual({ build: "6840000" });
    expect(usage?.claims).toBeUndefined();
  });

  test("kept each message in a file of its own before", async () => {
    const { usage } = await reportUsage({
      "message/ses_1/msg_1.json": JSON.stringify(message("msg_1", { cost: 0.007 }), undefined, 2),
    });
    expect(usage?.total.tokens).toMatchObject(right);
    expect(usage?.claims).toEqual({ claimed: "7000000", priced: "6840000" });
  });

  test("prints steps without their model", async () => {
    const step = (type: string, part: object) => ({ type, timestamp: 1_796_033_837_871, sessionID: "ses_1", part });
    const lines = jsonl(
      step("step_start", { id: "prt_1", type: "step-start" }),
      step("step_finish", { id: "prt_2", type: "step-finish", tokens: message("").tokens, cost: 0 }),
    );
    const { cost } = await reportUsage({ "run.jsonl": lines }, ["--model", "claude-sonnet-4-6"]);
    expect(cost).toBe("6840000");
    const both = await reportUsage({
      "a.jsonl": lines,
      "session.json": JSON.stringify(message("msg_1"), undefined, 2),
    });
    expect({ code: both.code, cost: both.cost }).toEqual({ code: 0, cost: "6840000" });
  });
});

describe("LiteLLM", () => {
  const row = (more: object = {}) => ({
    request_id: "chatcmpl-1",
    call_type: "acompletion",
    api_key: "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b",
    spend: 0.0544,
    prompt_tokens: 12_307,
    completion_tokens: 550,
    total_tokens: 12_857,
    startTime: "2026-11-01T10:00:00.000Z",
    model: "claude-sonnet-4-6",
    custom_llm_provider: "anthropic",
    cache_hit: "False",
    ...more,
  });
  const written = { usage_object: { cache_creation_input_tokens: 12_304, cache_read_input_tokens: 0 } };

  test.each([
    ["lines", (rows: readonly object[]) => jsonl(...rows)],
    ["an array", (rows: readonly object[]) => JSON.stringify(rows)],
    ["a page of data", (rows: readonly object[]) => JSON.stringify({ data: rows, total: rows.length }, undefined, 2)],
  ])("has the cache within the prompt, whoever the vendor is: %s", async (_, write) => {
    const { cost, usage } = await reportUsage({ "spend.json": write([row({ metadata: written })]) });
    expect(cost).toBe("54399000");
    expect(usage?.total.tokens).toMatchObject({ uncached: 3, "cache-write": 12_304, output: 550 });
    expect(usage?.claims).toEqual({ claimed: "54400000", priced: "54399000" });
  });

  test("keeps metadata as a text in some exports", async () => {
    const { cost } = await reportUsage({ "spend.jsonl": jsonl(row({ metadata: JSON.stringify(written) })) });
    expect(cost).toBe("54399000");
  });

  test("cannot have read more from a cache than it was sent", async () => {
    const { code, cost } = await reportUsage({
      "spend.jsonl": jsonl(row({ metadata: { usage_object: { cache_read_input_tokens: 12_308 } } })),
    });
    expect({ code, cost }).toEqual({ code: 1, cost: "0" });
  });

  test("owes nothing for what its own cache answered, and prices the service that was served", async () => {
    const { cost, usage } = await reportUsage({
      "spend.jsonl": jsonl(
        row({ request_id: "1", cache_hit: "True" }),
        row({
          request_id: "2",
          model: "gpt-5-mini",
          custom_llm_provider: "openai",
          prompt_tokens: 2000,
          completion_tokens: 500,
          metadata: {
            usage_object: { prompt_tokens_details: { cached_tokens: 1000 }, service_tier: "flex" },
            requested: { service_tier: "priority" },
          },
        }),
      ),
    });
    expect(cost).toBe("637500");
    expect(usage?.replayed).toBe(12_857);
  });

  test("two halves of a nano-dollar are one", async () => {
    const half = (id: string) =>
      row({
        request_id: id,
        model: "gpt-5-mini",
        custom_llm_provider: "openai",
        prompt_tokens: 2,
        completion_tokens: 0,
        metadata: { usage_object: { prompt_tokens_details: { cached_tokens: 1 }, service_tier: "flex" } },
      });
    expect((await reportUsage({ "spend.jsonl": jsonl(half("1"), half("2")) })).cost).toBe("275");
  });
});
