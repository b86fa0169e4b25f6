import { delimiter, dirname } from "node:path";
import { expect, test } from "vitest";
import { agents } from "../../scripts/agents/table.ts";
import { clientFolder } from "../../scripts/clients/client-cache.ts";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { events, upstream } from "../support/models.ts";
import { rehearseIn } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";

const claude = agents["claude-code"];
const env = {
  PATH: [dirname(`${clientFolder(claude)}/${claude.program}`), process.env["PATH"]].join(delimiter),
  ANTHROPIC_API_KEY: "sk-ant-api03-real",
};
const REPEATS = 4;

/** A stream that says pong, and what it has used. */
const pong = (output: number): string =>
  events(
    {
      type: "message_start",
      message: {
        id: "msg_01ABCDEFGHJK",
        type: "message",
        role: "assistant",
        model: "m",
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 100, output_tokens: 1 },
      },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "pong" } },
    { type: "content_block_stop", index: 0 },
    {
      type: "message_delta",
      delta: { stop_reason: "end_turn", stop_sequence: null },
      usage: { output_tokens: output },
    },
    { type: "message_stop" },
  );

const scenario = (answers: string, ...expectations: readonly string[]): string =>
  `prompt: ping\nadapter: claude-code\nrepeat: ${REPEATS}\n${answers}\nexpect:\n${expectations.map((one) => `  - ${one}\n`).join("")}`;

test("memory and growth hold a real client to what it needed", async () => {
  const folder = tempFolder({
    "CLAUDE.md": "# House rules\n",
    "scenarios/a.yaml": scenario(
      "turns: [{ text: pong }]",
      "{ type: memory, max-mb: 2000 }",
      "{ type: not-memory, max-mb: 20 }",
      "{ type: growth, of: memory, max-percent: 50 }",
      "{ type: growth, of: tokens, max-percent: 0 }",
      "{ type: growth, of: requests, max-percent: 0 }",
      "{ type: memory, max-mb: 20 }",
    ),
  });
  const { told, report } = await rehearseIn(folder, { env });
  const [section] = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  const runs = section?.cases[0]?.runs ?? [];
  process.stdout.write(`claude-code: ${runs.map(({ memoryBytes }) => Math.round(memoryBytes / 1e6)).join(", ")} MB\n`);
  expect(runs).toHaveLength(REPEATS);
  // Of all that was expected, the last alone is not so; runs that held as much are told together.
  const held = new Set(runs.map(({ memoryBytes }) => `(they held ${Math.ceil(memoryBytes / 1e6)} MB)`));
  expect(told).toHaveLength(held.size);
  for (const one of held)
    expect(told).toContainEqual(expect.stringContaining(`all processes together hold at most 20 MB ${one}`));
});

test("what needs more with every repeat is told, from the answers that were recorded for each", async () => {
  let used = 0;
  const vendor = await upstream(() => ({
    headers: { "content-type": "text/event-stream" },
    pieces: [pong((used += 100))],
  }));
  const folder = tempFolder({
    "CLAUDE.md": "# House rules\n",
    "scenarios/a.yaml": scenario(
      "recordings: recorded",
      "{ type: contains, value: pong }",
      "{ type: not-growth, of: tokens, max-percent: 50 }",
      "{ type: growth, of: tokens, max-percent: 50 }",
    ),
  });
  const values = { upstream: [`anthropic=${vendor.url}`] };
  await rehearseIn(folder, { command: "record", env, values });
  expect(vendor.asked).toHaveLength(REPEATS);
  // 100 in each, and out 100, 200, 300, 400: of each half the middle.
  const { told, report } = await rehearseIn(folder, { env });
  expect(told).toEqual([
    expect.stringContaining(
      "Does not hold: tokens grows by at most 50 % from the first half of the repeats to the second (from 250 to 450).",
    ),
  ]);
  const [section] = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  expect(section?.cases[0]?.evidence).toMatchObject({ recordings: REPEATS, replays: REPEATS, counted: REPEATS });
  expect(vendor.asked).toHaveLength(REPEATS);
});
