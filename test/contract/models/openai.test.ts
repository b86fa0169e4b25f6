import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import type { ModelServer } from "../../../src/host/models/model-server.ts";
import { models, scripted, throughFile } from "../../support/models.ts";

const client = (server: ModelServer): OpenAI => new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "sk-test" });
const PARAMETERS = { type: "object", properties: { city: { type: "string" } } };
const CHAT_TOOLS = [{ type: "function" as const, function: { name: "weather", parameters: PARAMETERS } }];
const TOOLS = [{ type: "function" as const, name: "weather", parameters: PARAMETERS, strict: false }];
const USAGE = { input: 30, output: 7, cacheRead: 20, reasoning: 3 };
const TURNS = [
  { answer: { text: "Wait.", calls: [{ name: "weather", arguments: { city: "Łódź" } }] } },
  { answer: { thinking: "hm", text: "It rains, “again”.", usage: USAGE } },
];

/** What both wires have to bring, whichever way. */
interface Said {
  readonly call: { readonly name: string; readonly arguments: string };
  readonly text: string | null | undefined;
  readonly usage: readonly (number | undefined)[];
}

async function chat(server: ModelServer, stream: boolean): Promise<Said> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "hello" }];
  const ask = async () => {
    const asked = { model: "gpt-x", messages, tools: CHAT_TOOLS };
    if (!stream) return client(server).chat.completions.create(asked);
    return client(server)
      .chat.completions.stream({ ...asked, stream_options: { include_usage: true } })
      .finalChatCompletion();
  };
  const message = (await ask()).choices[0]?.message;
  const call = message?.tool_calls?.[0];
  if (!message || call?.type !== "function") throw new Error("The first answer calls no tool.");
  messages.push(message, { role: "tool", tool_call_id: call.id, content: "rain" });
  const second = await ask();
  const { usage } = second;
  return {
    call: call.function,
    text: second.choices[0]?.message.content,
    usage: [
      usage?.prompt_tokens,
      usage?.prompt_tokens_details?.cached_tokens,
      usage?.completion_tokens,
      usage?.completion_tokens_details?.reasoning_tokens,
    ],
  };
}

async function responses(server: ModelServer, stream: boolean): Promise<Said> {
  const input: OpenAI.Responses.ResponseInputItem[] = [{ role: "user", content: "hello" }];
  const ask = async () => {
    const asked = { model: "gpt-x", input, tools: TOOLS };
    return stream ? client(server).responses.stream(asked).finalResponse() : client(server).responses.create(asked);
  };
  const first = await ask();
  const output: readonly OpenAI.Responses.ResponseOutputItem[] = first.output;
  const call = output.find((item) => item.type === "function_call");
  if (!call) throw new Error("The first answer calls no tool.");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the vendor takes back what it gave, and its types do not say so
  input.push(...(first.output as OpenAI.Responses.ResponseInputItem[]), {
    type: "function_call_output",
    call_id: call.call_id,
    output: "rain",
  });
  const second = await ask();
  const { usage } = second;
  return {
    call,
    text: second.output_text,
    usage: [
      usage?.input_tokens,
      usage?.input_tokens_details.cached_tokens,
      usage?.output_tokens,
      usage?.output_tokens_details.reasoning_tokens,
    ],
  };
}

type Ask = (server: ModelServer, stream: boolean) => Promise<Said>;

async function recorded(ask: Ask): Promise<ModelServer> {
  const vendor = await scripted(...TURNS);
  const recorder = await models({ mode: "record", upstream: { openai: { url: vendor.url } } });
  await ask(recorder, true);
  await ask(recorder, false);
  return models({ recordings: recorder.recorded().map(throughFile) });
}

describe.each([
  ["Chat Completions", chat],
  ["Responses", responses],
])("the official client of OpenAI, %s", (_, ask) => {
  describe.each([
    ["scripted turns", () => scripted(...TURNS)],
    ["recordings", () => recorded(ask)],
  ])("answered from %s", (_from, start) => {
    test.each([
      ["as a stream", true],
      ["in one piece", false],
    ])("calls a tool and goes on, %s", async (_way, stream) => {
      const server = await start();
      const said = await ask(server, stream);
      expect(said.call).toMatchObject({ name: "weather", arguments: '{"city":"Łódź"}' });
      expect(said.text).toBe("It rains, “again”.");
      expect(said.usage).toEqual([50, 20, 7, 3]); // its input holds what the cache gave
      const [one, two] = server.exchanges();
      expect(one?.reading).toMatchObject({ state: "complete", text: "Wait.", calls: [{ name: "weather" }] });
      expect(two?.reading?.usage).toMatchObject({ ...USAGE, partial: false });
    });
  });
});

test.each(["float", "base64", undefined] as const)(
  "the official client of OpenAI reads an embedding asked for as %s",
  async (encoding_format) => {
    const server = await scripted({ answer: { vector: [0.25, -0.5, 1] } });
    const asked = { model: "text-embedding-x", input: ["one", "two"], ...(encoding_format && { encoding_format }) };
    const { data } = await client(server).embeddings.create(asked);
    const [, second] = data;
    const vector: unknown = second?.embedding;
    expect(data).toHaveLength(2);
    const floats =
      typeof vector === "string" ? [...new Float32Array(new Uint8Array(Buffer.from(vector, "base64")).buffer)] : vector;
    expect(floats).toEqual([0.25, -0.5, 1]);
  },
);

test("the official client of OpenAI follows a conversation that the vendor keeps", async () => {
  const server = await scripted(...TURNS);
  const first = await client(server).responses.create({ model: "gpt-x", input: "hello", tools: TOOLS });
  const output = { type: "function_call_output" as const, call_id: "call_scripted0x0", output: "rain" };
  const second = await client(server).responses.create({
    model: "gpt-x",
    previous_response_id: first.id,
    input: [output],
    tools: TOOLS,
  });
  expect(second.output_text).toBe("It rains, “again”.");
});

test("the official client of OpenAI lists models and throws scripted errors", async () => {
  const server = await models({
    scripts: [
      {
        name: "broken",
        when: { model: "gpt-x" },
        turns: [{ error: { status: 400, kind: "context_length_exceeded", message: "No." } }],
        forever: false,
      },
    ],
  });
  expect((await client(server).models.list()).data.map(({ id }) => id)).toEqual(["gpt-x"]);
  await expect(client(server).responses.create({ model: "gpt-x", input: "x" })).rejects.toMatchObject({
    status: 400,
    code: "context_length_exceeded",
  });
});
