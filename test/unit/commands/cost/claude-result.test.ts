import { expect, test } from "vitest";
import { jsonl } from "../../../support/usage-logs.ts";
import { reportUsage } from "../../../support/usage-report.ts";

/** As Claude Code 2.1.332 printed them of a run with one subagent, but for what was said. */
const assistant = (id: string, usage: object, more: object = {}) => ({
  type: "assistant",
  message: { id, role: "assistant", model: "claude-sonnet-4-6", content: [], stop_reason: null, usage },
  parent_tool_use_id: null,
  session_id: "s1",
  timestamp: "2026-11-30T10:16:53.049Z",
  ...more,
});
const begun = (input: number, read: number, written: number) => ({
  input_tokens: input,
  cache_creation_input_tokens: written,
  cache_read_input_tokens: read,
  output_tokens: 1,
});
const answers = [
  assistant("msg_0", begun(101, 0, 1001)),
  assistant("msg_0", begun(101, 0, 1001)),
  assistant("msg_1", begun(102, 1001, 10)),
  assistant("msg_2", begun(103, 1011, 0)),
  assistant("msg_0", begun(501, 0, 77), { parent_tool_use_id: "toolu_1", subagent_type: "helper-agent" }),
  assistant("msg_3", begun(103, 1011, 0)),
];
const modelUsage = {
  "claude-sonnet-4-6": {
    inputTokens: 910,
    outputTokens: 100,
    cacheReadInputTokens: 3023,
    cacheCreationInputTokens: 1088,
    webSearchRequests: 0,
    costUSD: 0.0092169,
  },
};
const result = (uuid: string) => ({
  type: "result",
  subtype: "success",
  session_id: "s1",
  uuid,
  result: "pong",
  total_cost_usd: 0.0092169,
  usage: { input_tokens: 103, output_tokens: 13, service_tier: "standard" },
  modelUsage,
});
const init = { type: "system", subtype: "init", cwd: "/home/alice", session_id: "s1", model: "claude-sonnet-4-6" };

test("a stream costs what all agents of it took, each result telling the sum again", async () => {
  const { cost, usage } = await reportUsage({ "out.jsonl": jsonl(init, ...answers, result("1"), result("2")) });
  // 910 × $3, 3,023 × $0.30, 1,088 × $3.75, 100 × $15 per million.
  expect(cost).toBe("9216900");
  expect(usage?.total.calls).toBe(5);
  expect(usage?.claims).toEqual({ claimed: "9216900", priced: "9216900" });
});

test.each([
  ["one line", `${JSON.stringify(result("1"))}\n`],
  ["as a page", JSON.stringify(result("1"), undefined, 2)],
  ["with all that was said before it", JSON.stringify([init, ...answers, result("1")])],
])("a result by itself: %s", async (_, text) => {
  expect((await reportUsage({ "result.json": text })).cost).toBe("9216900");
});

test("an older version's claim is too much, and that is said", async () => {
  const claimed = { ...modelUsage["claude-sonnet-4-6"], costUSD: 0.0138 };
  const { usage, out } = await reportUsage({
    "out.jsonl": jsonl({ ...result("1"), modelUsage: { "claude-sonnet-4-6": claimed } }),
  });
  expect(usage?.claims).toEqual({ claimed: "13800000", priced: "9216900" });
  expect(out).toContain('"claimed": "13800000"');
});

test("a stream that was cut off took at least what its answers began with", async () => {
  const { usage, table } = await reportUsage({ "out.jsonl": jsonl(init, ...answers) });
  expect(usage?.total.tokens).toEqual({
    uncached: 910,
    "cache-read": 3023,
    "cache-write": 1088,
    output: 5,
    reasoning: 0,
  });
  expect(usage?.assumed.join()).toContain("broke off");
  expect(Object.keys(table("agent"))).toEqual(["main", "helper-agent"]);
});

test("is left out where the session has its own log", async () => {
  const session = {
    type: "assistant",
    sessionId: "s1",
    requestId: "req_1",
    message: { id: "msg_0", model: "claude-sonnet-4-6", usage: { input_tokens: 1000, output_tokens: 100 } },
  };
  const { cost } = await reportUsage({ "a.jsonl": jsonl(init, ...answers, result("1")), "s1.jsonl": jsonl(session) });
  expect(cost).toBe("4500000");
});
