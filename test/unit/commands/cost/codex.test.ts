import { describe, expect, test } from "vitest";
import { jsonl } from "../../../support/usage-logs.ts";
import { reportUsage } from "../../../support/usage-report.ts";

type Counts = readonly [input: number, cached: number, output: number, reasoning?: number];
const counted = ([input, cached, output, reasoning = 0]: Counts) => ({
  input_tokens: input,
  cached_input_tokens: cached,
  cache_write_input_tokens: 0,
  output_tokens: output,
  reasoning_output_tokens: reasoning,
  total_tokens: input + output,
});
const at = (second: number) => `2026-11-01T10:00:${String(second).padStart(2, "0")}Z`;
const meta = (id: string, more: object = {}) => ({
  timestamp: at(0),
  type: "session_meta",
  payload: { id, model_provider: "openai", source: "exec", cwd: "/home/alice", ...more },
});
const turn = (model: string) => ({ timestamp: at(1), type: "turn_context", payload: { model, cwd: "/home/alice" } });
const counter = (second: number, total: Counts, last?: Counts) => ({
  timestamp: at(second),
  type: "event_msg",
  payload: {
    type: "token_count",
    info: { total_token_usage: counted(total), ...(last && { last_token_usage: counted(last) }) },
  },
});
/** As Codex 0.171 writes it for each answer, before the counter that says the same. */
const used = (second: number, thread: string, response: string, usage: Counts, total: Counts) => ({
  timestamp: at(second),
  type: "token_usage_record",
  payload: {
    thread_id: thread,
    turn_id: "t1",
    response_id: response,
    usage: counted(usage),
    thread_token_usage: counted(total),
  },
});
const rollout = async (...lines: readonly unknown[]) =>
  reportUsage({ "rollout-1.jsonl": jsonl(meta("one"), turn("gpt-5.5"), ...lines) });

describe("a counter of the thread", () => {
  test("that is told again counts once, and reasoning is a part of the output", async () => {
    const { cost, usage } = await rollout(
      counter(5, [1000, 0, 100, 40], [1000, 0, 100, 40]),
      counter(6, [1000, 0, 100, 40], [1000, 0, 100, 40]),
      counter(7, [1000, 0, 100, 40], [1000, 0, 100, 40]),
      counter(9, [3000, 800, 300, 90], [2000, 800, 200, 50]),
    );
    expect(cost).toBe("20400000");
    expect(usage?.total).toMatchObject({ calls: 2, tokens: { uncached: 2200, "cache-read": 800, output: 300 } });
  });

  test("has twins that are two", async () => {
    const { cost, usage } = await rollout(
      counter(5, [1000, 0, 100], [1000, 0, 100]),
      counter(6, [2000, 0, 200], [1000, 0, 100]),
    );
    expect({ cost, calls: usage?.total.calls }).toEqual({ cost: "16000000", calls: 2 });
  });

  test("without the last answer beside it is told apart by what it gained", async () => {
    const { cost } = await rollout(counter(5, [1000, 0, 100]), counter(9, [3000, 800, 300]));
    expect(cost).toBe("20400000");
  });

  test("that begins again goes on from there", async () => {
    const { cost } = await rollout(
      counter(5, [10_000, 0, 100], [10_000, 0, 100]),
      counter(6, [2000, 0, 50], [2000, 0, 50]),
    );
    // 12,000 × $5 and 150 × $30 per million.
    expect(cost).toBe("64500000");
  });

  test("of a fork begins where the other thread was: that was counted there", async () => {
    const { cost } = await rollout(counter(5, [5060, 1600, 500, 140], [2030, 800, 200, 50]));
    // 1,230 × $5, 800 × $0.50, 200 × $30 per million.
    expect(cost).toBe("12550000");
  });
});

test("a fork that copies the lines of its thread counts them once, in whatever order", async () => {
  const first = [counter(5, [1000, 0, 100], [1000, 0, 100]), counter(6, [2000, 0, 200], [1000, 0, 100])];
  const parent = jsonl(meta("one"), turn("gpt-5.5"), ...first);
  const fork = jsonl(
    meta("two", { forked_from_id: "one" }),
    meta("one"),
    turn("gpt-5.5"),
    ...first,
    counter(8, [3000, 0, 300], [1000, 0, 100]),
  );
  for (const [a, b] of [
    [parent, fork],
    [fork, parent],
  ])
    expect((await reportUsage({ "a.jsonl": a ?? "", "b.jsonl": b ?? "" })).cost).toBe("24000000");
});

test("records of answers outrank the counter, and what compacting took is one of them", async () => {
  const { usage } = await rollout(
    used(5, "one", "r0", [1000, 0, 100, 40], [1000, 0, 100, 40]),
    counter(5, [1000, 0, 100, 40], [1000, 0, 100, 40]),
    used(6, "one", "r1", [7, 0, 3], [1007, 0, 103, 40]),
    counter(6, [1007, 0, 103, 40], [7, 0, 3]),
    { timestamp: at(6), type: "compacted", payload: { message: "What was said." } },
    turn("gpt-5.5"),
    // As it is told after compacting: nothing was used.
    counter(6, [1007, 0, 103, 40], [0, 0, 0]),
    used(7, "one", "r0", [1000, 800, 100, 40], [2007, 800, 203, 80]),
    counter(7, [2007, 800, 203, 80], [1000, 800, 100, 40]),
  );
  expect(usage?.total).toMatchObject({
    calls: 3,
    tokens: { uncached: 1207, "cache-read": 800, output: 203, reasoning: 80 },
  });
});

test("subagents have their role, and models may change within a thread", async () => {
  const spawned = { subagent: { thread_spawn: { parent_thread_id: "one", depth: 1, agent_role: "explorer" } } };
  const { table } = await reportUsage({
    "a.jsonl": jsonl(
      meta("two", { source: spawned }),
      turn("gpt-5.5"),
      counter(5, [1000, 0, 0], [1000, 0, 0]),
      turn("gpt-5.4-mini"),
      counter(6, [2000, 0, 0], [1000, 0, 0]),
    ),
  });
  expect(table("agent")).toEqual({ explorer: "5750000" });
  expect(table("model")).toEqual({ "gpt-5.5": "5000000", "gpt-5.4-mini": "750000" });
});

test("more from a cache than was read at all cannot be", async () => {
  const { code, said } = await rollout(counter(5, [100, 200, 1], [100, 200, 1]));
  expect(code).toBe(1);
  expect(said.join()).toContain("1 line holds numbers that cannot be");
});

describe("codex exec --json", () => {
  const exec = (thread: string, ...totals: readonly Counts[]) =>
    jsonl(
      { type: "thread.started", thread_id: thread },
      { type: "turn.started" },
      ...totals.map((total) => ({ type: "turn.completed", usage: counted(total) })),
    );

  test("tells the counter of the thread each time, also in the output of its next run", async () => {
    for (const [a, b] of [
      ["a", "b"],
      ["b", "a"],
    ]) {
      const files = {
        [`${a}.jsonl`]: exec("one", [1000, 0, 100], [3000, 800, 300]),
        [`${b}.jsonl`]: exec("one", [4000, 800, 400]),
      };
      const { code, cost } = await reportUsage(files, ["--model", "gpt-5.5"]);
      // 3,200 × $5, 800 × $0.50, 400 × $30 per million.
      expect({ code, cost }).toEqual({ code: 0, cost: "28400000" });
    }
  });

  test("names no model: without one given there is no price", async () => {
    const { code, said } = await reportUsage({ "a.jsonl": exec("one", [1000, 0, 100]) });
    expect(code).toBe(1);
    expect(said).toEqual(["usage/unpriced 1,100 tokens have no price: no model is named."]);
  });

  test("is left out where the thread has its rollout", async () => {
    const { cost } = await reportUsage({
      "a.jsonl": exec("one", [1000, 0, 100]),
      "z.jsonl": jsonl(meta("one"), turn("gpt-5.5"), counter(5, [1000, 0, 100], [1000, 0, 100])),
    });
    expect(cost).toBe("8000000");
  });
});
