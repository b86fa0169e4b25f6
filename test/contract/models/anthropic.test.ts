import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, test } from "vitest";
import type { ModelServer } from "../../../src/host/models/model-server.ts";
import { models, scripted, throughFile } from "../../support/models.ts";

const client = (server: ModelServer): Anthropic => new Anthropic({ baseURL: server.url, apiKey: "sk-test" });
const TOOLS = [{ name: "weather", description: "Tells it", input_schema: { type: "object" as const } }];
const ASKED = { model: "claude-x", max_tokens: 100, messages: [{ role: "user" as const, content: "hello" }] };
const TURNS = [
  { answer: { thinking: "hm", calls: [{ name: "weather", arguments: { city: "Łódź" } }] } },
  { answer: { text: "It rains, “again”.", usage: { input: 30, output: 7, cacheRead: 20, cacheWrite: 10 } } },
];

/** The same turns, recorded from a server that plays them. */
async function recorded(): Promise<ModelServer> {
  const vendor = await scripted(...TURNS);
  const recorder = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } } });
  await stream(recorder);
  await plain(recorder);
  return models({ recordings: recorder.recorded().map(throughFile) });
}

async function stream(server: ModelServer) {
  const first = await client(server)
    .messages.stream({ ...ASKED, tools: TOOLS })
    .finalMessage();
  const [, call] = first.content;
  if (call?.type !== "tool_use") throw new Error("The first answer calls no tool.");
  const messages = [
    ...ASKED.messages,
    { role: "assistant" as const, content: first.content },
    { role: "user" as const, content: [{ type: "tool_result" as const, tool_use_id: call.id, content: "rain" }] },
  ];
  return {
    call,
    second: await client(server)
      .messages.stream({ ...ASKED, messages, tools: TOOLS })
      .finalMessage(),
  };
}

async function plain(server: ModelServer) {
  const first = await client(server).messages.create({ ...ASKED, tools: TOOLS });
  const [, call] = first.content;
  if (call?.type !== "tool_use") throw new Error("The first answer calls no tool.");
  const messages = [
    ...ASKED.messages,
    { role: "assistant" as const, content: first.content },
    { role: "user" as const, content: [{ type: "tool_result" as const, tool_use_id: call.id, content: "rain" }] },
  ];
  return { call, second: await client(server).messages.create({ ...ASKED, messages, tools: TOOLS }) };
}

describe.each([
  ["scripted turns", () => scripted(...TURNS)],
  ["recordings", recorded],
])("the official client of Anthropic, answered from %s", (_, start) => {
  test.each([
    ["as a stream", stream],
    ["in one piece", plain],
  ])("calls a tool and goes on, %s", async (_way, ask) => {
    const server = await start();
    const { call, second } = await ask(server);
    expect(call).toMatchObject({ name: "weather", input: { city: "Łódź" } });
    expect(second.content).toEqual([expect.objectContaining({ type: "text", text: "It rains, “again”." })]);
    expect(second.stop_reason).toBe("end_turn");
    expect(second.usage).toMatchObject({
      input_tokens: 30,
      output_tokens: 7,
      cache_read_input_tokens: 20,
      cache_creation_input_tokens: 10,
    });
    const [one, two] = server.exchanges();
    expect(one?.reading).toMatchObject({
      state: "complete",
      stop: "tool_use",
      calls: [{ name: "weather", arguments: '{"city":"Łódź"}' }],
    });
    expect(two?.reading?.usage).toMatchObject({ input: 30, output: 7, cacheRead: 20, cacheWrite: 10, partial: false });
  });
});

test("the official client of Anthropic counts tokens, lists models, and throws scripted errors", async () => {
  const server = await models({
    scripts: [
      {
        name: "broken",
        when: { model: "claude-x" },
        turns: [{ error: { status: 400, kind: "invalid_request_error", message: "No." } }],
        forever: false,
      },
    ],
  });
  const { input_tokens } = await client(server).messages.countTokens({ model: "m", messages: ASKED.messages });
  expect(input_tokens).toBeGreaterThan(0);
  expect((await client(server).models.list()).data.map(({ id }) => id)).toEqual(["claude-x"]);
  await expect(client(server).messages.create(ASKED)).rejects.toMatchObject({
    status: 400,
    type: "invalid_request_error",
  });
});
