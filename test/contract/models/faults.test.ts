import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { holdMeetings } from "../../../src/host/models/hold-meetings.ts";
import type { ModelServer } from "../../../src/host/models/model-server.ts";
import type { FaultKind, InjectedFault } from "../../../src/rehearsal/agents/injected-fault.ts";
import { idOf } from "../../../src/rehearsal/recordings/recording.ts";
import { models, post, saying, throughFile, upstream } from "../../support/models.ts";

const AGENTS = ["architect", "developer"].map((name) => ({ name, when: { system: `You are the ${name}.` } }));
const SCRIPTS = AGENTS.map(({ name, when }) => ({
  name,
  when,
  turns: [{ answer: { text: `${name}: this is a whole answer of several words` } }],
  forever: true,
}));

const fault = (how: FaultKind, more: Partial<InjectedFault> = {}): InjectedFault => ({
  agent: "developer",
  how,
  call: 1,
  times: 1,
  ...more,
});

const withFaults = (...faults: readonly InjectedFault[]): Promise<ModelServer> =>
  models({ scripts: SCRIPTS, agents: AGENTS, faults });

/** What an agent on Anthropic's SDK gets, or the error that it meets. */
async function ask(
  { url }: Pick<ModelServer, "url">,
  name: string,
  task = "Do it.",
  options: { readonly stream?: boolean; readonly signal?: AbortSignal } = {},
): Promise<string> {
  const client = new Anthropic({ baseURL: url, apiKey: "none", maxRetries: 0 });
  const body = {
    model: "m",
    max_tokens: 100,
    system: `You are the ${name}.`,
    messages: [{ role: "user" as const, content: task }],
  };
  const signal = options.signal ? { signal: options.signal } : {};
  try {
    const { content } =
      options.stream === false
        ? await client.messages.create(body, signal)
        : await client.messages.stream(body, signal).finalMessage();
    return content.map((block) => (block.type === "text" ? block.text : "")).join("");
  } catch (error) {
    return error instanceof Anthropic.APIError && error.status !== undefined ? String(error.status) : "no answer";
  }
}

describe("a fault", () => {
  test.each<[InjectedFault, boolean, string]>([
    [fault("error"), true, "500"],
    [fault("error", { status: 529 }), false, "529"],
    [fault("rate-limited", { retryAfter: 7 }), true, "429"],
    [fault("rubbish"), true, "]}> lorem ipsum 31415 {[<"],
    [fault("rubbish", { text: "42" }), false, "42"],
    [fault("cut-off"), true, "no answer"],
    [fault("cut-off"), false, "no answer"],
  ])("%j meets one agent alone, as a stream (%s) or whole: %s", async (one, stream, told) => {
    const server = await withFaults(one);
    expect(await ask(server, "developer", "Do it.", { stream })).toBe(told);
    expect(await ask(server, "architect", "Do it.", { stream })).toMatch(/^architect: /);
    // Only the first request was to fail.
    expect(await ask(server, "developer", "Do it.", { stream })).toMatch(/^developer: /);
    expect(server.exchanges().map(({ outcome }) => outcome.kind)).toEqual(["faulted", "scripted", "scripted"]);
  });

  test("meets the requests of a conversation that are counted for it, whoever asks between them", async () => {
    const server = await withFaults(fault("error", { call: 2, times: 2 }));
    const told: string[] = [];
    for (const task of ["a", "b", "a", "b", "a", "b", "a", "b"])
      told.push((await ask(server, "developer", task)).slice(0, 3));
    expect(told).toEqual(["dev", "dev", "500", "500", "500", "500", "dev", "dev"]);
  });

  test("that times out never answers: who gives up may ask again at once", async () => {
    const gone = new AbortController();
    const server = await models({
      scripts: SCRIPTS,
      agents: AGENTS,
      faults: [fault("times-out")],
      hold: () => gone.abort(),
    });
    expect(await ask(server, "developer", "Do it.", { signal: gone.signal })).toBe("no answer");
    expect(await ask(server, "developer")).toMatch(/^developer: /);
    // The server learns in its own time that nobody waits any more.
    while (server.exchanges().length < 2) await new Promise(setImmediate);
    expect(server.exchanges()).toMatchObject([
      { delivered: false, outcome: { kind: "faulted", how: "times-out", call: 1 } },
      { delivered: true, outcome: { kind: "scripted" } },
    ]);
  });

  const messages = [{ role: "user", content: "Go." }];
  const contents = [{ role: "user", parts: [{ text: "Go." }] }];
  test.each<[string, string, object]>([
    ["Anthropic", "/v1/messages", { model: "m", max_tokens: 9, messages }],
    ["OpenAI's chat", "/v1/chat/completions", { model: "m", messages }],
    ["OpenAI's responses", "/v1/responses", { model: "m", input: "Go." }],
    ["Gemini", "/v1beta/models/m:generateContent", { contents }],
    ["a stream of Anthropic", "/v1/messages", { model: "m", max_tokens: 9, messages, stream: true }],
    ["a stream of OpenAI's chat", "/v1/chat/completions", { model: "m", messages, stream: true }],
    ["a stream of OpenAI's responses", "/v1/responses", { model: "m", input: "Go.", stream: true }],
    ["a stream of Gemini", "/v1beta/models/m:streamGenerateContent?alt=sse", { contents }],
  ])("speaks the wire of whom it meets: %s", async (_, path, body) => {
    const one = (how: FaultKind, call: number): InjectedFault => fault(how, { agent: "qa", call });
    const text = "a whole answer of several words";
    const server = await models({
      scripts: [{ name: "qa", when: {}, turns: [{ answer: { text } }], forever: true }],
      agents: [{ name: "qa", when: {} }],
      faults: [one("error", 1), one("rate-limited", 2), one("rubbish", 3), one("cut-off", 4)],
    });
    const told: unknown[] = [];
    for (let call = 1; call <= 5; call += 1)
      told.push(
        await post(server, path, body).then(
          ({ status }) => status,
          () => "no answer",
        ),
      );
    expect(told).toEqual([500, 429, 200, "no answer", 200]);
    const read = server
      .exchanges()
      .map(({ reading }) => (reading?.state === "complete" ? reading.text : reading?.state));
    expect(read).toEqual(["error", "error", "]}> lorem ipsum 31415 {[<", "truncated", text]);
  });

  test("that asks to wait is heard by OpenAI's SDK", async () => {
    const server = await models({
      scripts: [{ name: "qa", when: {}, turns: [{ answer: { text: "fine" } }], forever: true }],
      agents: [{ name: "qa", when: {} }],
      faults: [fault("rate-limited", { agent: "qa", retryAfter: 0 })],
    });
    const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "none" });
    const { choices } = await client.chat.completions.create({
      model: "m",
      messages: [{ role: "user", content: "Go." }],
    });
    expect(choices[0]?.message.content).toBe("fine");
    expect(server.exchanges().map(({ response }) => [response.status, response.headers["retry-after"]])).toEqual([
      [429, "0"],
      [200, undefined],
    ]);
  });

  test("takes the place of a recording, which counts as asked for, and is there when it is asked again", async () => {
    const body = {
      model: "m",
      max_tokens: 9,
      stream: true,
      system: "You are the developer.",
      messages: [{ role: "user", content: "Go." }],
    };
    const vendor = await upstream(() => ({ pieces: [saying("recorded")] }));
    const recorder = await models({
      mode: "record",
      upstream: { anthropic: { url: vendor.url } },
      agents: AGENTS,
      faults: [fault("error")],
    });
    // Who records wants to know what the vendor says.
    expect((await post(recorder, "/v1/messages", body)).status).toBe(200);
    const recordings = recorder.recorded().map(throughFile);
    const server = await models({
      recordings,
      agents: AGENTS,
      faults: [fault("error"), fault("cut-off", { call: 2 })],
    });
    expect((await post(server, "/v1/messages", body)).status).toBe(500);
    expect(server.unused()).toEqual([]);
    await expect(post(server, "/v1/messages", body)).rejects.toThrow();
    expect((await post(server, "/v1/messages", body)).text).toContain("recorded");
    expect(server.exchanges().map(({ outcome }) => outcome)).toMatchObject([
      { kind: "faulted", how: "error", instead: { kind: "replayed" } },
      { kind: "faulted", how: "cut-off" },
      { kind: "replayed", id: recordings.map(({ key }) => idOf(key))[0], again: false },
    ]);
  });
});

describe("a meeting", () => {
  const both = {
    agents: new Map([
      ["architect", 1],
      ["developer", 1],
    ]),
    milliseconds: 60_000,
  };

  test("keeps first answers until all have asked, so that who asks at once overlaps for certain", async () => {
    const server = await models({ scripts: SCRIPTS, hold: holdMeetings([both], AGENTS) });
    await Promise.all([ask(server, "architect"), ask(server, "developer")]);
    const [one, other] = server.exchanges();
    expect(other?.began).toBeLessThan(one?.ended ?? 0);
    // It takes place once.
    expect(await ask(server, "architect", "Again.")).toMatch(/^architect: /);
  });

  test("has its time, though the machine stands still for longer than that", async () => {
    const brief = { ...both, milliseconds: 1 };
    const meet = holdMeetings([brief], AGENTS);
    const server = await models({
      scripts: SCRIPTS,
      hold: (arrival) => {
        const met = meet(arrival);
        const until = performance.now() + 20;
        while (performance.now() < until);
        return met;
      },
    });
    await Promise.all([ask(server, "architect"), ask(server, "developer")]);
    const [one, other] = server.exchanges();
    expect(other?.began).toBeLessThan(one?.ended ?? 0);
  });

  test("keeps nobody longer than it may, nor whoever is not of it", async () => {
    const alone = { agents: new Map([["developer", 2]]), milliseconds: 1 };
    const server = await models({ scripts: SCRIPTS, hold: holdMeetings([alone, both], AGENTS.slice(1)) });
    expect(await ask(server, "architect")).toMatch(/^architect: /);
    const quick = await models({ scripts: SCRIPTS, hold: holdMeetings([alone], AGENTS) });
    expect(await ask(quick, "developer")).toMatch(/^developer: /);
  });
});
