import { expect, test } from "vitest";
import { jsonl, readTexts } from "../../../support/usage-logs.ts";

const answer = (id: string, more: object = {}) => ({
  type: "assistant",
  sessionId: "s1",
  requestId: id,
  timestamp: "2026-11-01T10:00:00Z",
  message: {
    id,
    model: "claude-sonnet-4-6",
    usage: {
      input_tokens: Number(id) + 1,
      output_tokens: 3,
      cache_read_input_tokens: 5,
      cache_creation_input_tokens: 9,
      cache_creation: { ephemeral_5m_input_tokens: 2, ephemeral_1h_input_tokens: 6 },
      output_tokens_details: { thinking_tokens: 1 },
      ...(Number(id) % 3 === 0 && { server_tool_use: { web_search_requests: 2 } }),
    },
  },
  ...more,
});
const files = Object.fromEntries(
  Array.from({ length: 12 }, (_, file) => [
    `s${file}.jsonl`,
    jsonl(
      ...Array.from({ length: 50 }, (_unused, line) =>
        answer(String(file * 40 + line), {
          ...(line % 2 === 0 && { isSidechain: true, attributionAgent: `agent-${file}`, attributionSkill: "demo" }),
          ...(line % 5 === 0 && { costUSD: 0.001 * line, timestamp: undefined }),
        }),
      ),
      answer("-5"),
    ).concat('{"torn": "input_tokens"'),
  ]),
);

test("threads find what one reader finds, in the same order, copies and flaws included", async () => {
  const alone = await readTexts(files, { from: 0, threads: 1 });
  const plain = alone.records.map((record) => ({ ...record, sourceId: undefined }));
  for (const threads of [2, 3, 20]) {
    const { records, read } = await readTexts(files, { from: 0, threads });
    expect(records).toEqual(plain);
    expect(read).toEqual(alone.read);
  }
  expect(alone.read.copies).toBe(110);
  expect(alone.read.flaws).toEqual(
    new Map([
      ["contradictory", 12],
      ["torn", 12],
    ]),
  );
});

test("output of sessions that threads have read is left out", async () => {
  const result = { type: "result", session_id: "s1", modelUsage: { "claude-sonnet-4-6": { inputTokens: 1000 } } };
  const { records } = await readTexts(
    { "a.jsonl": jsonl(result), "s1.jsonl": jsonl(answer("1")), "s2.jsonl": jsonl(answer("2")) },
    { from: 0, threads: 2 },
  );
  expect(records.map(({ source }) => source)).toEqual(["claude-code", "claude-code"]);
});
