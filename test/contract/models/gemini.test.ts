import { type Content, GoogleGenAI, type GenerateContentResponse } from "@google/genai";
import { describe, expect, test } from "vitest";
import type { ModelServer } from "../../../src/host/models/model-server.ts";
import { models, post, scripted, throughFile } from "../../support/models.ts";

const client = (server: ModelServer, apiVersion = "v1"): GoogleGenAI =>
  new GoogleGenAI({ apiKey: "test", httpOptions: { baseUrl: server.url, apiVersion } });
const CONFIG = { tools: [{ functionDeclarations: [{ name: "weather", parametersJsonSchema: { type: "object" } }] }] };
const USAGE = { input: 30, output: 7, cacheRead: 20, reasoning: 3 };
const TURNS = [
  { answer: { text: "Wait.", calls: [{ name: "weather", arguments: { city: "Łódź" } }] } },
  { answer: { thinking: "hm", text: "It rains, “again”.", usage: USAGE } },
];

async function ask(
  server: ModelServer,
  contents: Content[],
  stream: boolean,
): Promise<readonly GenerateContentResponse[]> {
  const asked = { model: "gemini-x", contents, config: CONFIG };
  if (!stream) return [await client(server).models.generateContent(asked)];
  const chunks: GenerateContentResponse[] = [];
  for await (const chunk of await client(server, "v1beta").models.generateContentStream(asked)) chunks.push(chunk);
  return chunks;
}

async function converse(server: ModelServer, stream: boolean) {
  const contents: Content[] = [{ role: "user", parts: [{ text: "hello" }] }];
  const first = await ask(server, contents, stream);
  const parts = first.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? []);
  const call = first.flatMap(({ functionCalls = [] }) => functionCalls)[0];
  contents.push({ role: "model", parts });
  contents.push({ role: "user", parts: [{ functionResponse: { name: "weather", response: { output: "rain" } } }] });
  const second = await ask(server, contents, stream);
  const said = second.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? []);
  const text = said.map((part) => (part.thought === true ? "" : part.text)).join("");
  return { call, text, last: second.at(-1) };
}

async function recorded(): Promise<ModelServer> {
  const vendor = await scripted(...TURNS);
  const recorder = await models({ mode: "record", upstream: { gemini: { url: vendor.url } } });
  await converse(recorder, true);
  await converse(recorder, false);
  return models({ recordings: recorder.recorded().map(throughFile) });
}

describe.each([
  ["scripted turns", () => scripted(...TURNS)],
  ["recordings", recorded],
])("the official client of Gemini, answered from %s", (_, start) => {
  test.each([
    ["as a stream", true],
    ["in one piece", false],
  ])("calls a tool and goes on, %s", async (_way, stream) => {
    const server = await start();
    const { call, text, last } = await converse(server, stream);
    expect(call).toMatchObject({ name: "weather", args: { city: "Łódź" } });
    expect(text).toBe("It rains, “again”.");
    expect(last?.usageMetadata).toMatchObject({
      promptTokenCount: 50,
      cachedContentTokenCount: 20,
      candidatesTokenCount: 4,
      thoughtsTokenCount: 3,
    });
    const [one, two] = server.exchanges();
    expect(one?.path).toBe(
      stream ? "/v1beta/models/gemini-x:streamGenerateContent" : "/v1/models/gemini-x:generateContent",
    );
    expect(one?.reading).toMatchObject({ state: "complete", text: "Wait.", calls: [{ name: "weather" }] });
    expect(two?.reading?.usage).toMatchObject({ ...USAGE, partial: false });
  });
});

test("a stream that is not asked for as events is one list of JSON", async () => {
  const server = await scripted({ answer: { text: "It rains again." } });
  const body = { contents: [{ role: "user", parts: [{ text: "hello" }] }] };
  const { text } = await post(server, "/v1/models/gemini-x:streamGenerateContent", body);
  const chunk = (said: string) => ({ candidates: [{ content: { parts: [{ text: said }] } }] });
  expect(JSON.parse(text)).toMatchObject([chunk("It "), chunk("rains "), chunk("again.")]);
  expect(server.exchanges()[0]?.reading).toMatchObject({ state: "complete", text: "It rains again." });
});

test("the official client of Gemini asks once where nothing is recorded", async () => {
  const server = await models({});
  await expect(client(server).models.generateContent({ model: "gemini-x", contents: "hello" })).rejects.toThrow(
    /no recording/,
  );
  expect(server.exchanges()).toHaveLength(1);
});
