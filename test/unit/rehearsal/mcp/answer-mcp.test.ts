import { describe, expect, test } from "vitest";
import { answerMcp } from "../../../../src/rehearsal/mcp/answer-mcp.ts";
import type { Served } from "../../../../src/rehearsal/mcp/served.ts";

const issue = { name: "get_issue", description: "Reads an issue.", inputSchema: { type: "object" }, title: "Issue" };
const served: Served = {
  name: "tracker",
  instructions: "Ask before you close anything.",
  tools: [issue],
  results: [
    {
      tool: "get_issue",
      arguments: { repo: { name: "shop" }, labels: ["bug"] },
      result: { content: [], isError: true },
    },
    { tool: "get_issue", arguments: { number: 7 }, result: { content: [{ type: "text", text: "seven" }] } },
  ],
};
const ask = (message: object) => answerMcp(JSON.stringify({ jsonrpc: "2.0", ...message }), served);
const meta = (version: string) => ({
  _meta: { "io.modelcontextprotocol/protocolVersion": version, "io.modelcontextprotocol/clientCapabilities": {} },
});
const call = (args: unknown) => ask({ id: 1, method: "tools/call", params: { name: "get_issue", arguments: args } });

describe("with a handshake", () => {
  test.each([
    ["2025-06-18", "2025-06-18"],
    ["2025-11-25", "2025-11-25"],
    ["2099-01-01", "2025-11-25"],
  ])("who asks for %s gets %s", (protocolVersion, answered) => {
    expect(ask({ id: 1, method: "initialize", params: { protocolVersion } }).message).toEqual({
      jsonrpc: "2.0",
      id: 1,
      result: {
        protocolVersion: answered,
        serverInfo: { name: "tracker", version: "0.0.0" },
        capabilities: { tools: {} },
        instructions: "Ask before you close anything.",
      },
    });
  });
  test("tools are listed with everything that the lock says of them", () => {
    expect(ask({ id: "a", method: "tools/list" }).message).toEqual({
      jsonrpc: "2.0",
      id: "a",
      result: { tools: [issue] },
    });
  });
  test("notifications and answers get none", () => {
    expect(ask({ method: "notifications/initialized" })).toEqual({ calls: [] });
    expect(ask({ id: 3, result: {} })).toEqual({ calls: [] });
  });
});

describe("without one", () => {
  test("server/discover says what is spoken", () => {
    expect(ask({ id: 1, method: "server/discover", params: meta("2026-07-28") }).message).toMatchObject({
      result: {
        resultType: "complete",
        supportedVersions: ["2026-07-28"],
        capabilities: { tools: {} },
        instructions: "Ask before you close anything.",
      },
    });
  });
  test("a list may be kept by nobody", () => {
    expect(ask({ id: 1, method: "tools/list", params: meta("2026-07-28") }).message).toMatchObject({
      result: { resultType: "complete", tools: [issue], ttlMs: 0, cacheScope: "private" },
    });
  });
  test("another revision is refused, with the one that is spoken", () => {
    expect(ask({ id: 1, method: "tools/list", params: meta("2027-01-01") }).message).toMatchObject({
      error: { code: -32022, data: { supported: ["2026-07-28"], requested: "2027-01-01" } },
    });
  });
});

describe("a call", () => {
  test("gets the first result that fits its arguments, to any depth", () => {
    expect(call({ number: 7, more: true })).toMatchObject({
      message: { result: { content: [{ type: "text", text: "seven" }] } },
      calls: [{ tool: "get_issue", answered: true }],
    });
    expect(call({ repo: { name: "shop", owner: "x" }, labels: ["bug"], number: 7 }).message).toMatchObject({
      result: { isError: true },
    });
  });
  test.each([{}, { number: "7" }, { labels: ["bug", "x"], repo: { name: "shop" } }, null])(
    "that nobody scripted is an error of the tool, and is written down: %j",
    (args) => {
      const { message, calls } = call(args);
      expect(message).toMatchObject({
        result: { isError: true, content: [{ text: expect.stringContaining("no result") }] },
      });
      expect(calls).toEqual([{ tool: "get_issue", arguments: args ?? {}, answered: false }]);
    },
  );
  test("of a tool that is not there is refused", () => {
    expect(ask({ id: 1, method: "tools/call", params: { name: "close_issue" } })).toMatchObject({
      message: { error: { code: -32602 } },
      calls: [],
    });
  });
});

test.each([
  ["{", -32700],
  ["7", -32600],
  ["null", -32600],
  ['{"id":1}', -32600],
  ['{"jsonrpc":"2.0","id":1,"method":"resources/list"}', -32601],
  ['{"jsonrpc":"2.0","id":1,"method":"__proto__","params":[]}', -32601],
])("%s is no request that is answered", (line, code) => {
  expect(answerMcp(line, served)).toMatchObject({ message: { error: { code } } });
});

test("a batch is answered as one, and not at all where it asks for nothing", () => {
  const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
  const note = { jsonrpc: "2.0", method: "notifications/x" };
  expect(answerMcp(JSON.stringify([ping, note]), served).message).toEqual([{ jsonrpc: "2.0", id: 1, result: {} }]);
  expect(answerMcp(JSON.stringify([note]), served)).toEqual({ calls: [] });
});
