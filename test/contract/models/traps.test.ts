import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ModelServer } from "../../../src/host/models/model-server.ts";
import { idOf, readingOf, type Recording } from "../../../src/rehearsal/recordings/recording.ts";
import { readRecording, renderRecording } from "../../../src/rehearsal/recordings/recording-file.ts";
import { sumRun } from "../../../src/rehearsal/sum-run.ts";
import {
  events,
  JSON_TYPE,
  models,
  post,
  saying,
  SSE,
  throughFile,
  type UpstreamAnswer,
  upstream,
} from "../../support/models.ts";
import { planted } from "../../support/planted-secrets.ts";

const MESSAGES = "/v1/messages";
const user = (content: unknown) => ({ role: "user", content });
const ask = (content: string, rest: object = {}) => ({
  model: "m",
  max_tokens: 10,
  stream: true,
  messages: [user(content)],
  ...rest,
});
const tools = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `tool${at}`, description: "d", input_schema: { type: "object" } }));

/** Records what a vendor answers, request by request, in one run or in the repeat that is named. */
async function recordAll(
  bodies: readonly unknown[],
  answer: (body: string, asked: number) => UpstreamAnswer,
  options: { readonly repeat?: number; readonly keepErrors?: readonly number[] } = {},
): Promise<ModelServer> {
  const vendor = await upstream(answer);
  const recorder = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } }, ...options });
  for (const body of bodies) await post(recorder, MESSAGES, body).catch(() => undefined);
  return recorder;
}

const replay = (recorder: ModelServer, repeat = 0): Promise<ModelServer> =>
  models({ recordings: recorder.recorded().map(throughFile), repeat });

/** The text of an answer, or its status where it is an error. */
async function told(server: ModelServer, body: unknown): Promise<string> {
  const { status } = await post(server, MESSAGES, body);
  return status === 200 ? (server.exchanges().at(-1)?.reading?.text ?? "") : String(status);
}

describe("D3: one user message, several different calls", () => {
  const R1 = ask("plan the trip", { model: "A", tools: tools(12) });
  const R2 = ask("plan the trip", { model: "B", system: "Write a title of at most five words." });
  const R3 = ask("plan the trip", { model: "B", system: "Suggest what the user may ask next." });
  const R4 = {
    ...R1,
    messages: [
      ...R1.messages,
      { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "tool1", input: {} }] },
      user([{ type: "tool_result", tool_use_id: "toolu_1", content: "found" }]),
    ],
  };
  const all = [R1, R2, R3, R4];

  test("four recordings with four keys give each call its own answer, in whatever order", async () => {
    const recorder = await recordAll(all, (_, asked) => ({ pieces: [saying(`answer ${asked + 1}`)] }));
    const recordings = recorder.recorded();
    expect(new Set(recordings.map(({ key }) => idOf(key))).size).toBe(4);
    const server = await replay(recorder);
    const answers = [];
    for (const body of [R3, R1, R4, R2]) answers.push(await told(server, body));
    expect(answers).toEqual(["answer 3", "answer 1", "answer 4", "answer 2"]);
    expect(server.unused()).toEqual([]);
    expect(sumRun(server.exchanges())).toMatchObject({ stale: [], misses: [], recordings: 4 });
  });

  test("one word changed in its instructions, and a call still gets its own answer, stale", async () => {
    const recorder = await recordAll(all, (_, asked) => ({ pieces: [saying(`answer ${asked + 1}`)] }));
    const server = await replay(recorder);
    expect(await told(server, { ...R3, system: "Suggest what the human may ask next." })).toBe("answer 3");
    expect(await told(server, { ...R2, system: "Write a title of at most six words." })).toBe("answer 2");
    expect(server.exchanges().map(({ outcome }) => outcome)).toMatchObject([
      { stale: ["system"] },
      { stale: ["system"] },
    ]);
  });

  test("a side call that nobody recorded does not get the answer of the main call", async () => {
    const recorder = await recordAll([R1], () => ({ pieces: [saying("answer 1")] }));
    const server = await replay(recorder);
    expect(await told(server, R2)).toBe("503");
  });
});

describe("D4: a miss is asked once, and says what comes closest", () => {
  const asked = { model: "m", max_tokens: 10, messages: [{ role: "user" as const, content: "plan the trap" }] };

  test.each([
    ["Anthropic", (url: string) => new Anthropic({ baseURL: url, apiKey: "x" }).messages.create(asked)],
    ["OpenAI", (url: string) => new OpenAI({ baseURL: `${url}/v1`, apiKey: "x" }).chat.completions.create(asked)],
  ])("the official client of %s asks once", async (_, send) => {
    const recorder = await recordAll([{ ...asked, messages: [user("plan the trip")] }], () => ({
      headers: JSON_TYPE,
      pieces: ['{"type":"message","content":[],"stop_reason":"end_turn"}'],
    }));
    const server = await replay(recorder);
    await expect(send(server.url)).rejects.toMatchObject({ status: 503 });
    const { misses } = sumRun(server.exchanges());
    expect(server.exchanges()).toHaveLength(1);
    expect(misses).toHaveLength(1);
    expect(misses[0]?.nearest).toBe(
      idOf(recorder.recorded()[0]?.key ?? { conversation: "", configuration: "", repeat: 0, take: 0 }),
    );
    expect(misses[0]?.differs).toContainEqual({
      part: "item 1 of the conversation",
      sides: { recorded: 'user text "plan the trip"', asked: 'user text "plan the trap"' },
    });
  });

  test.each([
    ["Claude Code", MESSAGES, "claude-cli/2.1.332 (external, sdk-cli)", 503],
    ["Codex", "/v1/responses", "codex_exec/0.171.0 (Debian 12.0.0; x86_64) unknown", 400],
    ["Gemini CLI", "/v1beta/models/m:generateContent", "GeminiCLI-tui/0.61.0/gemini-3.1-pro-preview", 400],
    ["OpenCode", "/v1/chat/completions", "opencode/1.18.33 ai-sdk/provider-utils/4.0.23 runtime/bun/1.3.14", 400],
    ["Copilot CLI", "/chat/completions", "OpenAI/JS 5.20.1", 503],
  ])("%s gets the status after which it does not ask again", async (_, path, agent, status) => {
    const answer = await post(await models({}), path, { model: "m" }, { "user-agent": agent });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("x-should-retry")).toBe("false");
    expect(answer.text).toContain("agent-ci: no recording answers this.");
  });

  test("a client that asks six times all the same makes one miss in the report", async () => {
    const server = await models({});
    for (const _ of tools(6)) await post(server, MESSAGES, ask("hello"));
    expect(sumRun(server.exchanges()).misses).toMatchObject([{ why: "unknown", times: 6, path: MESSAGES }]);
  });
});

describe("D5: recorded errors", () => {
  const limited: UpstreamAnswer = {
    status: 429,
    headers: { ...JSON_TYPE, "retry-after": "3600" },
    pieces: ['{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}'],
  };
  const fine: UpstreamAnswer = {
    headers: JSON_TYPE,
    pieces: [
      '{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"fine"}],"stop_reason":"end_turn","usage":{"input_tokens":25,"output_tokens":2}}',
    ],
  };
  const asked = { model: "m", max_tokens: 10, messages: [{ role: "user" as const, content: "hello" }] };

  test("a 429 is kept and its hour of waiting is not", async () => {
    const recorder = await recordAll([asked, asked], (_, at) => (at === 0 ? limited : fine));
    const server = await replay(recorder);
    // With `retry-after` as it was recorded, this would take an hour.
    const message = await new Anthropic({ baseURL: server.url, apiKey: "x" }).messages.create(asked);
    expect(message.content).toMatchObject([{ text: "fine" }]);
    const [first] = server.exchanges();
    expect(first?.response.status).toBe(429);
    expect(first?.response.headers).toMatchObject({ "retry-after-ms": "1" });
    expect(first?.response.headers).not.toHaveProperty("retry-after");
    expect(sumRun(server.exchanges())).toMatchObject({ errors: [expect.any(String)], replays: 2 });
  });

  test.each([401, 403, 500, 503, 529])("status %i is kept only on purpose", async (status) => {
    const broken = { ...limited, status };
    const recorder = await recordAll([asked], () => broken);
    expect(recorder.recorded()).toEqual([]);
    expect(recorder.exchanges()[0]?.outcome).toMatchObject({
      kind: "recorded",
      why: expect.stringContaining(String(status)),
    });
    const onPurpose = await recordAll([asked], () => broken, { keepErrors: [status] });
    expect(onPurpose.recorded()).toHaveLength(1);
  });

  test("the waiting that stands in an error's own words goes, too", async () => {
    const vendor = await upstream(() => ({
      status: 429,
      headers: JSON_TYPE,
      pieces: [
        '{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Please try again in 59.2s.","details":[{"retryDelay": "3600s"}]}}',
      ],
    }));
    const recorder = await models({ mode: "record", upstream: { gemini: { url: vendor.url } } });
    const path = "/v1beta/models/m:generateContent";
    await post(recorder, path, { contents: [] });
    const { text } = await post(await replay(recorder), path, { contents: [] });
    expect(text).toContain("try again in 1ms.");
    expect(text).toContain('"retryDelay": "0.001s"');
  });
});

describe("D6: the position comes from the conversation", () => {
  const one = ask("wait for it", { tools: tools(1) });
  const goOn = (body: typeof one, times: number) => ({
    ...body,
    messages: [
      ...body.messages,
      ...Array.from({ length: times }, (_, at) => [
        { role: "assistant", content: [{ type: "tool_use", id: `toolu_${at}`, name: "tool0", input: {} }] },
        user([{ type: "tool_result", tool_use_id: `toolu_${at}`, content: `STARTING ${at}` }]),
      ]).flat(),
    ],
  });
  const record = () => recordAll([one, goOn(one, 1)], (_, asked) => ({ pieces: [saying(asked === 0 ? "A1" : "A2")] }));

  test("(i) two agents, one after the other and mixed, both see A1 and A2", async () => {
    const server = await replay(await record());
    const other = { ...one, metadata: { user_id: "Y" } };
    const seen = [];
    for (const body of [one, other, goOn(one, 1), goOn(other, 1)]) seen.push(await told(server, body));
    expect(seen).toEqual(["A1", "A1", "A2", "A2"]);
    expect(sumRun(server.exchanges())).toMatchObject({ recordings: 2, replays: 4, stale: [] });
  });

  test("(ii) who asks again after a broken connection gets A1 again, then A2", async () => {
    const server = await replay(await record());
    const seen = [];
    for (const body of [one, one, goOn(one, 1)]) seen.push(await told(server, body));
    expect(seen).toEqual(["A1", "A1", "A2"]);
    expect(server.exchanges().map(({ outcome }) => outcome)).toMatchObject([
      { again: false },
      { again: true },
      { again: false },
    ]);
  });

  test("(iii) a third ask finds the recordings exhausted", async () => {
    const server = await replay(await record());
    const seen = [];
    for (const times of [0, 1, 2]) seen.push(await told(server, goOn(one, times)));
    expect(seen).toEqual(["A1", "A2", "503"]);
    expect(sumRun(server.exchanges()).misses).toMatchObject([{ why: "exhausted", times: 1 }]);
  });

  test("of several answers to the very same request each comes once, and then they are exhausted", async () => {
    const server = await replay(await recordAll([one, one], (_, asked) => ({ pieces: [saying(`take ${asked}`)] })));
    const seen = [];
    for (const body of [one, one, one]) seen.push(await told(server, body));
    expect(seen).toEqual(["take 0", "take 1", "503"]);
    expect(sumRun(server.exchanges()).misses).toMatchObject([{ why: "exhausted" }]);
  });
});

const START = {
  type: "message_start",
  message: {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "m",
    content: [],
    usage: { input_tokens: 25, output_tokens: 1 },
  },
};
const BLOCK = { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } };
const PAR = { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Par" } };
const OVERLOADED = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };

describe("D7: an error event after status 200", () => {
  const body = events(START, BLOCK, PAR, OVERLOADED);

  test("is recorded as an error of its kind, byte for byte, and its usage as partial", async () => {
    const recorder = await recordAll([ask("hello")], () => ({ pieces: [body] }));
    const [recording] = recorder.recorded().map(throughFile);
    if (!recording) throw new Error("Nothing was recorded.");
    expect(Buffer.from(recording.response.body).toString()).toBe(body);
    expect(readingOf(recording)).toMatchObject({
      state: "error",
      error: { kind: "overloaded_error", message: "Overloaded" },
      usage: { input: 25, output: 1, partial: true },
    });
  });

  test("the official client throws and does not ask again; nothing was said, and nothing is evidence", async () => {
    const server = await replay(await recordAll([ask("hello")], () => ({ pieces: [body] })));
    const messages = [{ role: "user" as const, content: "hello" }];
    const asked = new Anthropic({ baseURL: server.url, apiKey: "x" }).messages.stream({
      model: "m",
      max_tokens: 10,
      messages,
    });
    await expect(asked.finalMessage()).rejects.toThrow(/Overloaded/);
    const { said, evidence, errors } = sumRun(server.exchanges());
    expect({ said, evidence, errors: errors.length }).toEqual({ said: [], evidence: [], errors: 1 });
  });
});

describe("D8: a clean end without message_stop", () => {
  const body = events(START, BLOCK, PAR);

  test("is recorded as truncated, and replayed is no evidence", async () => {
    const recorder = await recordAll([ask("hello")], () => ({ pieces: [body] }));
    const server = await replay(recorder);
    expect((await post(server, MESSAGES, ask("hello"))).text).toBe(body);
    expect(sumRun(server.exchanges())).toMatchObject({
      truncated: [expect.any(String)],
      evidence: [],
      said: [],
      recordings: 1,
    });
  });

  test("three attempts of a client come to 75 tokens of input and 3 of output, at least", async () => {
    const attempts = [ask("hello"), ask("hello"), ask("hello", { stream: false })];
    const recorder = await recordAll(attempts, (asked) =>
      asked.includes('"stream":true')
        ? { pieces: [body] }
        : { headers: JSON_TYPE, pieces: [JSON.stringify({ ...START.message, stop_reason: null })] },
    );
    expect(sumRun(recorder.exchanges()).usage).toEqual({ input: 75, output: 3, partial: true });
  });

  test("a stream of OpenAI's that stops before its usage and [DONE] is truncated", async () => {
    const chunk = { choices: [{ index: 0, delta: { content: "Par" }, finish_reason: null }] };
    const vendor = await upstream(() => ({ pieces: [`data: ${JSON.stringify(chunk)}\n\n`] }));
    const recorder = await models({ mode: "record", upstream: { openai: { url: vendor.url } } });
    await post(recorder, "/v1/chat/completions", { model: "m", stream: true, messages: [user("hello")] });
    expect(recorder.exchanges()[0]?.reading).toMatchObject({ state: "truncated", text: "Par" });
    expect(recorder.exchanges()[0]?.reading).not.toHaveProperty("usage");
  });
});

describe("D10: headers that describe another body", () => {
  const secret = planted("github-token").value;
  const frame = (filler: string) =>
    `{"type":"message","content":[{"type":"text","text":"${secret} ${filler}"}],"stop_reason":"end_turn"}`;
  const answer = frame("x".repeat(515 - frame("").length));
  const headers = { ...JSON_TYPE, date: "Mon, 30 Nov 2026 07:00:00 GMT", "request-id": "req_1", "set-cookie": "a=b" };

  test.each([
    ["plain", (): UpstreamAnswer => ({ headers, pieces: [answer] })],
    [
      "compressed although nobody asked for it",
      (): UpstreamAnswer => ({
        headers: { ...headers, "content-encoding": "gzip", "content-length": String(gzipSync(answer).length) },
        pieces: [gzipSync(answer)],
      }),
    ],
  ])("an answer that came %s is replayed with a length of its own", async (_, given) => {
    expect([secret.length, answer.length]).toEqual([40, 515]);
    const vendor = await upstream(given);
    const recorder = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } } });
    const asked = ask("hello", { stream: false });
    const live = await post(recorder, MESSAGES, asked, { "accept-encoding": "gzip, deflate, br, zstd" });
    expect(vendor.asked[0]?.headers["accept-encoding"]).toBe("identity");
    expect(live.text).toBe(answer);
    const [recording] = recorder.recorded();
    expect(Object.keys(recording?.response.headers ?? {})).toEqual(["content-type"]);
    const { headers: replayed, text } = await post(await replay(recorder), MESSAGES, asked);
    expect(replayed.get("content-length")).toBe("485"); // 515 − 40 + 10
    expect(replayed.get("content-encoding")).toBeNull();
    expect(text).toBe(answer.replace(secret, "[REDACTED]"));
  });
});

describe("D11: secrets where nobody looks", () => {
  const google = planted("google-api-key").value;
  const second = planted("google-api-key", 2).value;
  const anthropic = planted("anthropic-key").value;
  const part = (text: string) => `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }] } }] })}\n\n`;
  const end = `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text: " bye" }] }, finishReason: "STOP" }] })}\n\n`;
  const cut = anthropic.length - 5;
  const pieces = [part("your key: sk-an"), part(anthropic.slice(5, cut)), part(anthropic.slice(cut)), end];
  const path = `/v1beta/models/m:streamGenerateContent?alt=sse&key=${google}`;
  const body = { contents: [{ role: "user", parts: [{ text: `hello ${google}` }] }] };
  const sent = { "X-Goog-Api-Key": second, Cookie: "session=cookie-of-the-request" };

  async function record(): Promise<{ readonly recording: Recording; readonly file: string }> {
    const headers = { ...SSE, "Set-Cookie": "__cf_bm=cookie-of-the-answer" };
    const vendor = await upstream(() => ({ headers, pieces }));
    const recorder = await models({ mode: "record", upstream: { gemini: { url: vendor.url } } });
    await post(recorder, path, body, sent);
    const [recording] = recorder.recorded();
    if (!recording) throw new Error("Nothing was recorded.");
    return { recording, file: renderRecording(recording) };
  }

  test("none of the five is in the file", async () => {
    const { file, recording } = await record();
    for (const secret of [google, second, anthropic, anthropic.slice(5, cut), "cookie-of"])
      expect(file).not.toContain(secret);
    expect(readingOf(recording).text).toBe("your key: [REDACTED] bye");
  });

  test("the same request still matches, with another key or with none", async () => {
    const { recording } = await record();
    const server = await models({ recordings: [throughFile(recording)] });
    await post(server, path, body, sent);
    await post(server, "/v1beta/models/m:streamGenerateContent?alt=sse", JSON.stringify(body).replace(google, second));
    expect(server.exchanges().map(({ outcome }) => outcome)).toMatchObject([{ stale: [] }, { stale: [] }]);
  });

  test("a file is refused while a secret is in it, be it in pieces", async () => {
    const { file } = await record();
    const lines = JSON.stringify(pieces.map((piece) => `${piece.trimEnd()}\n\n`));
    const planting = file.replace(/"lines": \[[\s\S]*?\]\n/, `"lines": ${lines}\n`);
    expect(planting).not.toContain(anthropic);
    expect(readRecording(planting)).toMatchObject({ ok: false, reason: expect.stringContaining("a secret is in it") });
    expect(readRecording(file.replace('"says"', `"note": "${anthropic}", "says"`))).toMatchObject({ ok: false });
    expect(readRecording(file)).toMatchObject({ ok: true });
  });
});

describe("D13: repeats", () => {
  test("one recording, replayed five times, is one piece of evidence", async () => {
    const recorder = await recordAll([ask("hello")], () => ({ pieces: [saying("x")] }));
    const runs = [];
    for (const repeat of [0, 1, 2, 3, 4]) {
      const server = await replay(recorder, repeat);
      await post(server, MESSAGES, ask("hello"));
      runs.push(...server.exchanges());
    }
    const { recordings, replays, evidence } = sumRun(runs);
    expect({ recordings, replays, n: evidence.length }).toEqual({ recordings: 1, replays: 5, n: 1 });
  });

  test("the repeat is part of the key: each gets its own recording, and one that has none gets the first", async () => {
    const recordings = [];
    for (const repeat of [0, 1])
      recordings.push(
        ...(await recordAll([ask("hello")], () => ({ pieces: [saying(`repeat ${repeat}`)] }), { repeat })).recorded(),
      );
    expect(new Set(recordings.map(({ key }) => idOf(key))).size).toBe(2);
    const seen = [];
    for (const repeat of [0, 1, 2]) seen.push(await told(await models({ recordings, repeat }), ask("hello")));
    expect(seen).toEqual(["repeat 0", "repeat 1", "repeat 0"]);
  });
});
