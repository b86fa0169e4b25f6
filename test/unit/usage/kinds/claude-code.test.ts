import { describe, expect, test } from "vitest";
import type { Counted } from "../../../../src/usage/record.ts";
import { jsonl, readTexts, some } from "../../../support/usage-logs.ts";

interface Said {
  readonly id?: string;
  readonly request?: string;
  readonly usage: Readonly<Record<string, unknown>>;
  readonly stop?: string;
  readonly model?: string;
  readonly [more: string]: unknown;
}

const assistant = ({ id = "msg_A", request, usage, stop, model = "claude-sonnet-4-6", ...more }: Said) => ({
  type: "assistant",
  sessionId: "s1",
  timestamp: "2026-11-01T10:00:00.000Z",
  ...(request !== undefined && { requestId: request }),
  message: {
    id,
    role: "assistant",
    model,
    content: [{ type: "text", text: "Hello" }],
    stop_reason: stop ?? null,
    usage,
  },
  ...more,
});
const used = (input: number, output: number) => ({ input_tokens: input, output_tokens: output });
const user = { type: "user", sessionId: "s1", message: { role: "user", content: "Go on." } };

const read = (...lines: readonly unknown[]) => readTexts({ "s1.jsonl": jsonl(...lines) });

test("an answer whose lines count up while it is streamed has the numbers of the last", async () => {
  const { records } = await read(
    assistant({ request: "req_1", usage: used(10, 9) }),
    assistant({ request: "req_1", usage: used(10, 9) }),
    assistant({ request: "req_1", usage: used(10, 159) }),
  );
  expect(records.map(({ tokens }) => some(tokens))).toEqual([{ uncached: 10, output: 159 }]);
});

test("the line that says why the model stopped outranks larger numbers of the moment", async () => {
  const { total } = await read(
    assistant({ request: "req_1", usage: used(10, 900) }),
    assistant({ request: "req_1", usage: used(10, 159), stop: "end_turn" }),
    assistant({ request: "req_1", usage: used(10, 700) }),
  );
  expect(some(total)).toEqual({ uncached: 10, output: 159 });
});

describe("without ids of requests", () => {
  const relayed = (input: number, output: number, at: string, more: object = {}) =>
    assistant({ id: "ocgo", usage: used(input, output), timestamp: `2026-11-01T${at}Z`, ...more });
  const files = {
    "s1.jsonl": jsonl(
      relayed(1000, 10, "10:00:00.1", { uuid: "a" }),
      relayed(1000, 70, "10:00:01.2", { uuid: "b", parentUuid: "a" }),
      user,
      relayed(2500, 40, "10:05:00.0", { uuid: "c" }),
    ),
    "s2.jsonl": jsonl(relayed(900, 20, "10:00:00.1", { sessionId: "s2" })),
  };

  test("a relay's one message id is not one answer", async () => {
    const { records, total } = await readTexts(files);
    expect(records).toHaveLength(3);
    expect(some(total)).toEqual({ uncached: 4400, output: 130 });
  });

  test("an answer does not go on behind what the user wrote", async () => {
    const { total } = await read(relayed(1000, 10, "10:00:00.1"), user, relayed(1000, 70, "10:00:01.2"));
    expect(some(total)).toEqual({ uncached: 2000, output: 80 });
  });

  test("nor behind a line that it does not follow", async () => {
    const { total } = await read(
      relayed(1000, 10, "10:00:00.1", { uuid: "a" }),
      relayed(1000, 70, "10:00:01.2", { uuid: "b", parentUuid: "elsewhere" }),
    );
    expect(some(total)).toEqual({ uncached: 2000, output: 80 });
  });

  test("the client's own number of a request tells them apart, too", async () => {
    const { total } = await read(
      relayed(1000, 10, "10:00:00.1", { requestRef: "1" }),
      relayed(1000, 10, "10:00:00.1", { requestRef: "2" }),
    );
    expect(some(total)).toEqual({ uncached: 2000, output: 20 });
  });
});

describe("sessions that were resumed or forked", () => {
  const usage = { ...used(2, 540), cache_creation_input_tokens: 1520, cache_read_input_tokens: 56_889 };
  const copied = (sessionId: string) =>
    assistant({ id: "msg_D", request: "req_4", usage, stop: "end_turn", sessionId });
  const next = assistant({ id: "msg_E", request: "req_5", usage: used(2, 100), sessionId: "s2" });
  const right = { uncached: 4, output: 640, cacheRead: 56_889, cacheWrite5m: 1520, assumed5m: 1520 };

  test("what they copy is counted once", async () => {
    const { total, read: found } = await readTexts({
      "s1.jsonl": jsonl(copied("s1")),
      "s2.jsonl": jsonl(copied("s2"), next),
    });
    expect(some(total)).toEqual(right);
    expect(found.copies).toBe(1);
  });

  test("whichever of them is read first, the records are the same", async () => {
    const one = await readTexts({ "a.jsonl": jsonl(copied("s1")), "b.jsonl": jsonl(copied("s2"), next) });
    const other = await readTexts({ "a.jsonl": jsonl(copied("s2"), next), "b.jsonl": jsonl(copied("s1")) });
    // Whose run a copied answer was is told by who is read first alone.
    expect(other.records.map(withoutRun)).toEqual(one.records.map(withoutRun));
  });
});

test("subagents are found in their folders, and those of subagents below", async () => {
  const sub = (input: number, output: number, id: string) =>
    jsonl(assistant({ id, request: id, usage: used(input, output), isSidechain: true }));
  const { records, total } = await readTexts({
    "s1.jsonl": jsonl(assistant({ request: "req_1", usage: used(1000, 100) })),
    "s1/subagents/agent-ab.jsonl": sub(5000, 800, "2"),
    "s1/subagents/x/subagents/agent-cd.jsonl": sub(7000, 900, "3"),
  });
  expect(some(total)).toEqual({ uncached: 13_000, output: 1800 });
  expect(new Map(records.map(({ by, tokens }) => [by.agent, tokens.output]))).toEqual(
    new Map([
      ["main", 100],
      ["agent-ab", 800],
      ["agent-cd", 900],
    ]),
  );
});

test("a subagent has the name that the log knows, and a skill is said beside it", async () => {
  const { records } = await read(
    assistant({
      usage: used(1, 1),
      isSidechain: true,
      agentId: "a61e8dfb957b65a62",
      attributionAgent: "docs-writer",
      attributionSkill: "demo",
      attributionMcpServer: "github",
    }),
    assistant({ id: "msg_B", usage: used(2, 2), isSidechain: true, agentId: "a61e8dfb957b65a62" }),
  );
  expect(records.map(({ by }) => by)).toEqual([
    { agent: "docs-writer", skill: "demo", mcp: "github" },
    { agent: "agent-a61e8dfb957b65a62" },
  ]);
});

describe("cache writes", () => {
  const written = async (creation: number, parts?: object) => {
    const usage = { ...used(6, 200), cache_creation_input_tokens: creation, ...(parts && { cache_creation: parts }) };
    return some((await read(assistant({ usage }))).total);
  };

  test("of an hour are told from those of five minutes", async () => {
    expect(await written(14_980, { ephemeral_1h_input_tokens: 14_980, ephemeral_5m_input_tokens: 0 })).toEqual({
      uncached: 6,
      output: 200,
      cacheWrite1h: 14_980,
    });
  });

  test("that belong to no part are kept, and marked as assumed", async () => {
    expect(await written(3000, { ephemeral_1h_input_tokens: 1000, ephemeral_5m_input_tokens: 1600 })).toEqual({
      uncached: 6,
      output: 200,
      cacheWrite1h: 1000,
      cacheWrite5m: 2000,
      assumed5m: 400,
    });
  });

  test("without parts are taken for the shorter time, and marked", async () => {
    expect(await written(3000)).toEqual({ uncached: 6, output: 200, cacheWrite5m: 3000, assumed5m: 3000 });
  });

  test("of more parts than their whole are counted by their parts", async () => {
    expect(await written(100, { ephemeral_1h_input_tokens: 90, ephemeral_5m_input_tokens: 20 })).toEqual({
      uncached: 6,
      output: 200,
      cacheWrite1h: 90,
      cacheWrite5m: 20,
    });
  });
});

describe("what the price depends on", () => {
  const served = async (usage: object) =>
    (await read(assistant({ usage: { ...used(1000, 100), ...usage } }))).records[0];

  test("is the service that was served", async () => {
    expect((await served({}))?.tier).toBe("standard");
    expect((await served({ service_tier: "batch" }))?.tier).toBe("batch");
    expect((await served({ service_tier: "standard", speed: "fast" }))?.tier).toBe("fast");
    expect((await served({ service_tier: "batch", speed: "fast" }))?.tier).toBe("batch, fast");
  });

  test("is where it was computed, where that was asked for", async () => {
    expect((await served({ inference_geo: "us" }))?.geo).toBe("us");
    expect((await served({ inference_geo: "" }))?.geo).toBeUndefined();
    expect((await served({ inference_geo: "global" }))?.geo).toBeUndefined();
  });

  test("is what is charged by the piece; fetching pages is free", async () => {
    const tools = { web_search_requests: 3, web_fetch_requests: 2, code_execution_hours: 1 };
    expect((await served({ server_tool_use: tools }))?.items).toEqual({ "web-search": 3, code_execution_hours: 1 });
    expect(
      (await served({ server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 } }))?.items,
    ).toBeUndefined();
  });

  test("is each sampling of a request: compacting the context is beside the sums", async () => {
    const { records } = await read(
      assistant({
        usage: {
          ...used(23_000, 1000),
          iterations: [
            { type: "compaction", ...used(180_000, 3500) },
            { type: "message", ...used(23_000, 1000) },
          ],
        },
      }),
    );
    expect(records.map(({ tokens }) => some(tokens))).toEqual([
      { uncached: 23_000, output: 1000 },
      { uncached: 180_000, output: 3500 },
    ]);
  });
});

test("thinking is a part of the output", async () => {
  const { total } = await read(
    assistant({ usage: { ...used(1, 100), output_tokens_details: { thinking_tokens: 40 } } }),
  );
  expect(some(total)).toEqual({ uncached: 1, output: 100, reasoning: 40 });
});

test("what a version once said about the cost is kept to compare with", async () => {
  expect((await read(assistant({ usage: used(1000, 100), costUSD: 0.0045 }))).records[0]?.claimed).toBe(4_500_000);
});

test("what the client says in the place of an answer is left out, unless it took something", async () => {
  const { records } = await read(
    assistant({ model: "<synthetic>", usage: { ...used(0, 0), cache_creation_input_tokens: 0 } }),
    assistant({ id: "msg_B", model: "<synthetic>", usage: used(5, 1) }),
  );
  expect(records.map(({ model, tokens }) => [model, tokens.uncached])).toEqual([["<synthetic>", 5]]);
});

test("numbers that cannot be are told, and nothing is made up for them", async () => {
  const { records, read: found } = await read(
    assistant({ usage: used(-1, 5) }),
    assistant({ id: "msg_B", usage: { input_tokens: "many", output_tokens: 1 } }),
    assistant({ id: "msg_C", usage: used(0.5, 1) }),
  );
  expect(records).toEqual([]);
  expect(found.flaws).toEqual(new Map([["contradictory", 3]]));
});

test("usage within a content is nobody's", async () => {
  const fake = {
    type: "assistant",
    message: { usage: used(1e6, 1e6), stop_reason: "x" },
    content: [],
    stop_reason: "y",
  };
  const { total } = await read(
    assistant({
      request: "req_1",
      usage: used(3, 4),
      message: {
        id: "msg_A",
        model: "claude-sonnet-4-6",
        content: [
          { type: "tool_use", name: "Write", input: { list: [1], stop_reason: "no", usage: used(9, 9), fake } },
        ],
        stop_reason: "tool_use",
        usage: used(3, 4),
      },
    }),
    { ...user, toolUseResult: { type: "assistant", message: { content: [] }, usage: used(77, 77) } },
  );
  expect(some(total)).toEqual({ uncached: 3, output: 4 });
});

test("a session is known though its first line is longer than anybody looks", async () => {
  const long = { parentUuid: null, isSidechain: false, type: "user", message: { content: "x".repeat(100_000) } };
  const { total } = await read(long, assistant({ usage: used(3, 4) }));
  expect(some(total)).toEqual({ uncached: 3, output: 4 });
});

test("a session is known by a line that has but an answer", async () => {
  const { sessionId: _session, ...bare } = assistant({ usage: used(3, 4) });
  expect(some((await read(bare)).total)).toEqual({ uncached: 3, output: 4 });
});

test.each([1_762_000_000, "1970-01-01T00:00:00Z", "9999-01-01T00:00:00Z", "soon", null])(
  "a time that cannot be is none: %s",
  async (timestamp) => {
    expect((await read(assistant({ usage: used(3, 4), timestamp }))).records[0]?.ts).toBeUndefined();
  },
);

test("a session is known whatever its tools were given", async () => {
  const named = { session_id: "x", projectHash: "y", stats: {}, type: "result" };
  const tool = { type: "tool_use", name: "Write", input: named };
  const first = { parentUuid: null, type: "user", sessionId: "s1", message: { role: "user", content: [tool] } };
  expect(some((await read(first, assistant({ usage: used(3, 4) }))).total)).toEqual({ uncached: 3, output: 4 });
});

const withoutRun = ({ run: _run, thread: _thread, ...record }: Counted): object => record;
