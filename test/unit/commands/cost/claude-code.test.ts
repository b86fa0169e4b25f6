import { describe, expect, test } from "vitest";
import { jsonl } from "../../../support/usage-logs.ts";
import { reportUsage } from "../../../support/usage-report.ts";

let numbers = 0;
/** One answer, of Claude Sonnet 4.6 if nothing else is said. */
const answer = (usage: object, more: Readonly<Record<string, unknown>> = {}) => {
  const { id = `msg_${++numbers}`, request = `req_${numbers}`, model = "claude-sonnet-4-6", ...line } = more;
  return {
    type: "assistant",
    sessionId: "s1",
    timestamp: "2026-11-01T10:00:00.000Z",
    ...(request !== null && { requestId: request }),
    message: { id, model, content: [{ type: "text", text: "Hello" }], stop_reason: null, usage },
    ...line,
  };
};
const used = (input: number, output: number, more: object = {}) => ({
  input_tokens: input,
  output_tokens: output,
  ...more,
});
const costOf = async (...lines: readonly unknown[]) => (await reportUsage({ "s1.jsonl": jsonl(...lines) })).cost;

describe("costs what was billed, in nano-dollars", () => {
  test("where a stream counts up", async () => {
    const one = { id: "msg_A", request: "req_1" };
    expect(await costOf(answer(used(10, 9), one), answer(used(10, 9), one), answer(used(10, 159), one))).toBe(
      "2415000",
    );
  });

  test("where a relay calls every answer the same", async () => {
    const relayed = (input: number, output: number, at: string, more: object = {}) =>
      answer(used(input, output), { id: "ocgo", request: null, timestamp: `2026-11-01T${at}Z`, ...more });
    const { cost } = await reportUsage({
      "s1.jsonl": jsonl(
        relayed(1000, 10, "10:00:00.1", { uuid: "a" }),
        relayed(1000, 70, "10:00:01.2", { uuid: "b", parentUuid: "a" }),
        { type: "user", sessionId: "s1", message: { role: "user", content: "Go on." } },
        relayed(2500, 40, "10:05:00", { uuid: "c" }),
      ),
      "s2.jsonl": jsonl(relayed(900, 20, "10:00:00", { sessionId: "s2" })),
    });
    expect(cost).toBe("15150000");
  });

  test.each(["s1 first", "s2 first"])("where a session was resumed: %s", async (order) => {
    const usage = used(2, 540, { cache_creation_input_tokens: 1520, cache_read_input_tokens: 56_889 });
    const copied = { id: "msg_D", request: "req_4" };
    const whole = [answer(usage, copied)];
    const forked = [
      answer(usage, { ...copied, sessionId: "s2" }),
      answer(used(2, 100), { id: "msg_E", request: "req_5", sessionId: "s2", timestamp: "2026-11-02T09:00:00Z" }),
    ];
    const [a, b] = order === "s1 first" ? [whole, forked] : [forked, whole];
    const { cost, table, usage: found } = await reportUsage({ "a.jsonl": jsonl(...a), "b.jsonl": jsonl(...b) });
    expect(cost).toBe("32378700");
    expect(table("day")).toEqual({ "2026-11-01": "30872700", "2026-11-02": "1506000" });
    expect(found?.logs.copies).toBe(1);
  });

  test("where subagents did most of it", async () => {
    const { cost, table } = await reportUsage({
      "s1.jsonl": jsonl(answer(used(1000, 100))),
      "s1/subagents/agent-ab.jsonl": jsonl(answer(used(5000, 800), { isSidechain: true })),
      "s1/subagents/x/subagents/agent-cd.jsonl": jsonl(answer(used(7000, 900), { isSidechain: true })),
    });
    expect(cost).toBe("66000000");
    expect(table("agent")).toEqual({ main: "4500000", "agent-ab": "27000000", "agent-cd": "34500000" });
  });

  test("where a cache was written for an hour", async () => {
    const creation = { cache_read_input_tokens: 17_922, cache_creation_input_tokens: 14_980 };
    const split = { ephemeral_1h_input_tokens: 14_980, ephemeral_5m_input_tokens: 0 };
    expect(await costOf(answer(used(6, 200, { ...creation, cache_creation: split })))).toBe("98274600");
  });

  test("where parts of it do not add up: as if for five minutes, at most as for an hour, and said", async () => {
    const split = { ephemeral_1h_input_tokens: 1000, ephemeral_5m_input_tokens: 1600 };
    const { usage } = await reportUsage({
      "s1.jsonl": jsonl(answer(used(6, 200, { cache_creation_input_tokens: 3000, cache_creation: split }))),
    });
    expect(usage).toMatchObject({ total: { low: "16518000", expected: "16518000", high: "17418000" } });
    expect(usage?.assumed.join()).toContain("without a lifetime");
  });

  test("where a request is so long that all of it is dearer: each for itself, whatever they sum up to", async () => {
    const model = "claude-sonnet-4-5";
    expect(await costOf(answer(used(1000, 1000, { cache_read_input_tokens: 210_000 }), { model }))).toBe("154500000");
    expect(await costOf(...[1, 2, 3].map(() => answer(used(100_000, 0), { model })))).toBe("900000000");
    expect(await costOf(answer(used(200_000, 0), { model }))).toBe("600000000");
    expect(await costOf(answer(used(200_001, 0), { model }))).toBe("1200006000");
  });

  test("where it ran as a batch", async () => {
    expect(await costOf(answer(used(1000, 100, { service_tier: "batch" })))).toBe("2250000");
  });

  test("where the web was searched", async () => {
    const usage = used(105, 6039, {
      cache_read_input_tokens: 7123,
      cache_creation_input_tokens: 7345,
      server_tool_use: { web_search_requests: 3 },
    });
    expect(await costOf(answer(usage))).toBe("150580650");
  });

  test("where a text holds U+2028", async () => {
    const line = JSON.stringify(answer(used(1000, 100))).replace("Hello", "x\u2028y");
    expect((await reportUsage({ "s1.jsonl": `${line}\n` })).cost).toBe("4500000");
  });

  test("where the log says that it cost nothing: it is priced, and the difference said", async () => {
    const { cost, usage } = await reportUsage({ "s1.jsonl": jsonl(answer(used(1000, 100), { costUSD: 0 })) });
    expect(cost).toBe("4500000");
    expect(usage?.claims).toEqual({ claimed: "0", priced: "4500000" });
  });
});

describe("what has no price", () => {
  test.each(["claude-sonnet-9", "claude-2.1", "auto", "claude-sonnet-5-5"])("%s fails, and is named", async (model) => {
    const { code, said, usage } = await reportUsage({
      "s1.jsonl": jsonl(answer(used(1000, 100), { model }), answer(used(1000, 100))),
    });
    expect({ code, cost: usage?.total.expected, unpriced: usage?.total.unpriced }).toEqual({
      code: 1,
      cost: "4500000",
      unpriced: 1100,
    });
    expect(said).toEqual([expect.stringMatching(/^usage\/unpriced 1,100 tokens have no price: no price of /)]);
    expect(said.join()).toContain(model);
  });

  test("is a service without one, and what is counted by the piece without one", async () => {
    const fast = await reportUsage({ "s1.jsonl": jsonl(answer(used(1000, 100, { speed: "turbo" }))) });
    expect({ code: fast.code, cost: fast.cost }).toEqual({ code: 1, cost: "0" });
    const tools = { server_tool_use: { code_execution_hours: 2 } };
    const hours = await reportUsage({ "s1.jsonl": jsonl(answer(used(1000, 100, tools))) });
    expect(hours.said).toEqual([expect.stringContaining("code_execution_hours")]);
  });

  test("is priced by the configuration", async () => {
    const files = { "s1.jsonl": jsonl(answer(used(1000, 100), { model: "house-model" })) };
    const config =
      "prices:\n  - model: house-model\n    input-dollars-per-million: 2\n    output-dollars-per-million: 10\n";
    expect(await reportUsage(files, [], config)).toMatchObject({ code: 0, cost: "3000000" });
  });

  test("is not what stands in the place of an answer that never came", async () => {
    const { code, said } = await reportUsage({
      "s1.jsonl": jsonl(answer(used(0, 0), { model: "<synthetic>" }), answer(used(1000, 100))),
    });
    expect({ code, said }).toEqual({ code: 0, said: [] });
    const tokens = await reportUsage({ "s1.jsonl": jsonl(answer(used(5, 1), { model: "<synthetic>" })) });
    expect(tokens.code).toBe(1);
  });
});

test("a torn last line is told, and fails nothing", async () => {
  const { code, cost, said } = await reportUsage({
    "s1.jsonl": `${jsonl(answer(used(1000, 100)))}{"type":"assistant","message":{"usage":{"input_tokens":12`,
  });
  expect({ code, cost }).toEqual({ code: 0, cost: "4500000" });
  expect(said).toEqual([expect.stringMatching(/^usage\/torn 1 line is cut off: s1\.jsonl at byte \d+\.$/)]);
});

test.each([
  ["more tokens than anybody served", used(1000, Number.MAX_SAFE_INTEGER)],
  ["endless searches", used(1000, 100, { server_tool_use: { web_search_requests: 1e308 } })],
  ["half a search", used(1000, 100, { server_tool_use: { web_search_requests: 1.5 } })],
  ["endless hours", used(1000, 100, { server_tool_use: { code_execution_hours: 1e308 } })],
])("%s cannot be: the line is named, and the rest counts", async (_what, usage) => {
  const line = JSON.stringify(answer(used(1000, 100)));
  const { cost, code, said } = await reportUsage({ "s1.jsonl": `${line}\n${jsonl(answer(usage))}` });
  expect([cost, code, said]).toEqual([
    "4500000",
    1,
    [`usage/unread 1 line holds numbers that cannot be: s1.jsonl at byte ${line.length + 1}.`],
  ]);
});

test("a log that begins with a mark of byte order has all of its lines", async () => {
  const { cost, said } = await reportUsage({ "s1.jsonl": `\uFEFF${jsonl(answer(used(1000, 100)))}` });
  expect([cost, said]).toEqual(["4500000", []]);
});

test("a monstrous line with usage is named, and is no pass; one without is passed over", async () => {
  const pad = "x".repeat(17 * 1024 * 1024);
  const line = JSON.stringify(answer(used(1000, 100)));
  const user = JSON.stringify({ type: "user", sessionId: "s1", message: { content: pad } });
  expect(await reportUsage({ "s1.jsonl": `${user}\n${line}\n` })).toMatchObject({ code: 0, cost: "4500000", said: [] });
  const monster = line.replace("Hello", pad);
  const { code, said } = await reportUsage({ "s1.jsonl": `${line}\n${monster}\n` });
  expect(code).toBe(1);
  expect(said).toEqual([`usage/unread 1 line with usage is too long to be read: s1.jsonl at byte ${line.length + 1}.`]);
});

test("days are those of the zone, and parts by any dimension have the sum of the whole", async () => {
  const files = {
    "s1.jsonl": jsonl(
      answer(used(1000, 100), { timestamp: "2026-10-24T22:30:00Z", attributionSkill: "demo" }),
      answer(used(1000, 100), { timestamp: "2026-10-25T22:30:00Z" }),
      answer(used(1000, 100), { timestamp: "2026-10-25T23:30:00Z" }),
    ),
  };
  const args = ["--zone", "Europe/Berlin", "--by", "day", "--by", "skill", "--by", "workflow", "--workflow", "nightly"];
  const { table } = await reportUsage(files, args);
  expect(table("day")).toEqual({ "2026-10-25": "9000000", "2026-10-26": "4500000" });
  expect(table("skill")).toEqual({ demo: "4500000", "(none)": "9000000" });
  expect(table("workflow")).toEqual({ nightly: "13500000" });
});
