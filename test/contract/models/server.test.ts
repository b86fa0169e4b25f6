import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { priceCalls } from "../../../src/checks/cost/price-calls.ts";
import { openBook } from "../../../src/cost/book/find-prices.ts";
import { shippedBook } from "../../../src/cost/book/shipped-book.ts";
import { sumRun } from "../../../src/rehearsal/sum-run.ts";
import { MINIMAL } from "../../../src/rehearsal/scripted/minimal.ts";
import { models, post, saying, scripted, SSE, throughFile, upstream } from "../../support/models.ts";

const ask = (content: string, rest: object = {}) => ({
  model: "m",
  max_tokens: 10,
  stream: true,
  messages: [{ role: "user", content }],
  ...rest,
});

test("it listens on loopback alone, at a port that was free", async () => {
  const server = await models({});
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  const alive = await fetch(server.url, { method: "HEAD" });
  expect(alive.status).toBe(200);
  expect(server.exchanges()).toMatchObject([{ method: "HEAD", path: "/", outcome: { kind: "known", what: "alive" } }]);
});

test("what asks no model is answered with 404 once, and listed", async () => {
  const server = await models({});
  const { status, headers } = await post(server, "/api/event_logging/batch?key=secret", {});
  expect(status).toBe(404);
  expect(headers.get("x-should-retry")).toBe("false");
  expect(server.exchanges()).toMatchObject([{ path: "/api/event_logging/batch", outcome: { kind: "unmatched" } }]);
});

test.each([
  ["no JSON", "{"],
  ["a list", "[]"],
])("a body that is %s is refused, and says why", async (_, body) => {
  const server = await models({});
  const { status, text } = await post(server, "/v1/messages", body);
  expect(status).toBe(400);
  expect(text).toContain("no JSON object");
  expect(server.exchanges()).toMatchObject([{ outcome: { kind: "unreadable" } }]);
});

test("whatever a client sends is listed: nested without end, broken off, or meant for a proxy", async () => {
  const server = await models({});
  const deep = `{"messages":[{"role":"user","content":[{"type":"image","a":${"[".repeat(50_000)}${"]".repeat(50_000)}}]}]}`;
  await post(server, "/v1/messages", deep).catch(() => undefined);
  const broken = connect(server.port, "127.0.0.1");
  broken.write("POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{", () => broken.destroy());
  await expect.poll(() => server.exchanges().length).toBe(2);
  const proxied = connect(server.port, "127.0.0.1");
  proxied.write("CONNECT api.example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n");
  await expect.poll(() => server.exchanges().length).toBe(3);
  expect(server.exchanges().map(({ method, path, outcome }) => [method, path, outcome.kind])).toEqual([
    ["POST", "/v1/messages", "unreadable"],
    ["POST", "/v1/messages", "unreadable"],
    ["CONNECT", "api.example.com:443", "unmatched"],
  ]);
});

test("no page in a browser is answered", async () => {
  const server = await models({ scripts: [MINIMAL] });
  const { status } = await post(server, "/v1/messages", ask("hello"), { origin: "https://example.org" });
  expect(status).toBe(403);
  expect(sumRun(server.exchanges())).toMatchObject({ unmatched: [], said: [] });
});

test("a compressed request is read, and one that is none of what it says is refused", async () => {
  const server = await models({ scripts: [MINIMAL] });
  const send = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${server.url}/v1/messages`, { method: "POST", headers: { "content-encoding": "gzip" }, body });
  const good = await send(new Uint8Array(gzipSync(JSON.stringify(ask("hello")))));
  expect(await good.text()).toContain("Done.");
  const bad = await send(new TextEncoder().encode("{}"));
  expect(bad.status).toBe(400);
});

test("every client gets a minimal good answer, JSON where it asks for JSON", async () => {
  const server = await models({ scripts: [MINIMAL] });
  const schema = {
    type: "OBJECT",
    properties: { score: { type: "INTEGER", minimum: 3 }, why: { type: "STRING" } },
    required: ["score"],
  };
  const generationConfig = { responseMimeType: "application/json", responseJsonSchema: schema };
  await post(server, "/v1/messages?beta=true", ask("hello"));
  await post(server, "/chat/completions", { model: "m", messages: [{ role: "user", content: "hello" }] });
  await post(server, "/v1/responses", { model: "m", input: "hello", stream: true });
  await post(server, "/v1beta/models/m:generateContent", { contents: [], generationConfig });
  expect(server.exchanges().map(({ reading }) => [reading?.state, reading?.text])).toEqual([
    ["complete", "Done."],
    ["complete", "Done."],
    ["complete", "Done."],
    ["complete", '{"score":3}'],
  ]);
});

test("an answer can be held back until somebody releases it", async () => {
  const waiting: (() => void)[] = [];
  const server = await models({
    scripts: [MINIMAL],
    hold: () => new Promise<void>((resolve) => waiting.push(resolve)),
  });
  const order: string[] = [];
  const asked = ["first", "second"].map(async (name) => {
    await post(server, "/v1/messages", ask(name));
    order.push(name);
  });
  await expect.poll(() => waiting.length).toBe(2);
  const names = server.exchanges();
  expect(names).toEqual([]);
  waiting[1]?.();
  await Promise.any(asked);
  expect(order).toHaveLength(1);
  waiting[0]?.();
  await Promise.all(asked);
  expect(server.exchanges().map(({ number }) => number)).toEqual([0, 1]);
});

test("pieces, pauses and breaks of a scripted stream arrive as they are written", async () => {
  const text = "one two three";
  const server = await scripted(
    { answer: { text }, delay: 1, pause: 1, cut: { after: 4, how: "break" } },
    { answer: { text } },
  );
  await expect(post(server, "/v1/messages", ask("hello"))).rejects.toThrow();
  const { text: whole } = await post(server, "/v1/messages", ask("hello"));
  expect(whole).toContain("three");
  const [broken, answered] = server.exchanges();
  expect(broken).toMatchObject({
    reading: { state: "truncated", text: "one two " },
    outcome: { kind: "scripted", position: 0 },
  });
  expect(answered).toMatchObject({ reading: { state: "complete", text }, outcome: { kind: "scripted", position: 0 } });
});

test("auto replays what is fresh, and records what is new or stale", async () => {
  const vendor = await upstream((body) => ({ pieces: [saying(body.includes("two") ? "answer two" : "answer one")] }));
  const first = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } } });
  await post(first, "/v1/messages", ask("one"));
  const auto = await models({
    mode: "auto",
    recordings: first.recorded(),
    upstream: { anthropic: { url: vendor.url } },
  });
  const { text } = await post(auto, "/v1/messages", ask("one"));
  expect(text).toContain("answer one");
  expect(vendor.asked).toHaveLength(1);
  await post(auto, "/v1/messages", ask("two"));
  await post(auto, "/v1/messages", ask("one", { system: "Be brief." }));
  expect(vendor.asked).toHaveLength(3);
  expect(auto.exchanges().map(({ outcome }) => outcome.kind)).toEqual(["replayed", "recorded", "recorded"]);
});

test("off hands everything on, keeps nothing, and the client never sees the real key", async () => {
  const vendor = await upstream(() => ({ pieces: [saying("live")] }));
  const server = await models({
    mode: "off",
    upstream: { anthropic: { url: vendor.url, headers: { "X-Api-Key": "real" } } },
  });
  const { text } = await post(server, "/v1/messages", ask("one"), {
    "x-api-key": "false",
    cookie: "a=b",
    "anthropic-version": "2023-06-01",
  });
  expect(text).toContain("live");
  expect(vendor.asked[0]?.headers).toMatchObject({ "x-api-key": "real", "anthropic-version": "2023-06-01" });
  expect(vendor.asked[0]?.headers.cookie).toBeUndefined();
  expect(server.recorded()).toEqual([]);
});

test("a recording that nothing asks for is reported", async () => {
  const vendor = await upstream(() => ({ pieces: [saying("x")] }));
  const recorder = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } } });
  await post(recorder, "/v1/messages", ask("one"));
  await post(recorder, "/v1/messages", ask("two"));
  const server = await models({ recordings: recorder.recorded().map(throughFile) });
  await post(server, "/v1/messages", ask("two"));
  expect(server.unused()).toHaveLength(1);
  await post(server, "/v1/messages", ask("one"));
  expect(server.unused()).toEqual([]);
});

test("a call that could pass the budget is refused before it is made; what it did not use is free again", async () => {
  const vendor = await upstream(() => ({ pieces: [saying("x")], headers: SSE }));
  const bytes = JSON.stringify(ask("one", { max_tokens: 400 })).length;
  const most = Math.ceil(bytes / 2) + 400;
  const server = await models({
    mode: "record",
    upstream: { anthropic: { url: vendor.url } },
    budget: { tokens: most + 32, requests: 10 },
  });
  const all = await Promise.all([0, 1, 2].map(() => post(server, "/v1/messages", ask("one", { max_tokens: 400 }))));
  expect(all.map(({ status }) => String(status)).toSorted()).toEqual(["200", "503", "503"]);
  expect(server.spent()).toMatchObject({ requests: 1, tokens: 32 }); // 25 of input, 7 of output
  expect((await post(server, "/v1/messages", ask("one", { max_tokens: 400 }))).status).toBe(200);
  expect((await post(server, "/v1/messages", ask("one", { max_tokens: 400 }))).text).toContain(
    `could take ${most} tokens, and ${most - 32} tokens of --budget-tokens are left`,
  );
  expect(vendor.asked).toHaveLength(2);
});

test("with a budget in dollars a call is let through by what it may cost, and pays what it cost", async () => {
  const vendor = await upstream(() => ({ pieces: [saying("x", "claude-sonnet-4-6")], headers: SSE }));
  const prices = priceCalls(openBook(await shippedBook()));
  const body = ask("one", { model: "claude-sonnet-4-6", max_tokens: 400 });
  const most = Math.ceil(JSON.stringify(body).length / 2) * 3000 + 400 * 15_000;
  const options = { mode: "record" as const, upstream: { anthropic: { url: vendor.url } } };
  // 25 tokens of input, and 7 of output.
  const paid = 25 * 3000 + 7 * 15_000;
  const server = await models({ ...options, prices, budget: { "nano-dollars": most + paid - 1 } });
  const all = await Promise.all([0, 1, 2].map(() => post(server, "/v1/messages", body)));
  expect(all.map(({ status }) => String(status)).toSorted()).toEqual(["200", "503", "503"]);
  expect(server.spent()).toEqual({ requests: 1, tokens: 32, "nano-dollars": paid });
  const { text } = await post(server, "/v1/messages", body);
  expect(text).toMatch(/could take \$0\.00\d+, and \$0\.00\d+ of --budget-dollars are left/);
  const unknown = await post(server, "/v1/messages", { ...body, model: "claude-sonnet-9" });
  expect([unknown.status, unknown.text]).toEqual([503, expect.stringContaining("no price of claude-sonnet-9")]);
  const none = await models({ ...options, budget: { "nano-dollars": 1e12 } });
  expect((await post(none, "/v1/messages", body)).text).toContain("no prices are known");
  expect(vendor.asked).toHaveLength(1);
});

test("an upstream that is not there is told once, and costs a request and no tokens", async () => {
  const nobody = { url: "http://127.0.0.1:1" };
  const server = await models({ mode: "record", upstream: { anthropic: nobody }, budget: { tokens: 100_000 } });
  const { status, text, headers } = await post(server, "/v1/messages", ask("one"));
  expect([status, headers.get("x-should-retry")]).toEqual([503, "false"]);
  expect(text).toContain("the upstream does not answer: ECONNREFUSED");
  expect(server.exchanges()).toMatchObject([{ outcome: { kind: "failed" } }]);
  expect(server.spent()).toEqual({ requests: 1, tokens: 0, "nano-dollars": 0 });
});

test("what a client broke off is not kept, and counts as the most that it may have used", async () => {
  const vendor = await upstream(() => ({ pieces: [saying("x").slice(0, 300)], open: true }));
  const server = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } } });
  const stopped = new AbortController();
  const body = JSON.stringify(ask("one", { max_tokens: 400 }));
  const { body: stream } = await fetch(`${server.url}/v1/messages`, { method: "POST", body, signal: stopped.signal });
  await stream?.getReader().read();
  stopped.abort();
  await expect.poll(() => server.exchanges().length).toBe(1);
  expect(server.exchanges()).toMatchObject([
    { outcome: { kind: "recorded", why: expect.stringContaining("broke off") }, delivered: false },
  ]);
  expect(server.recorded()).toEqual([]);
  expect(server.spent()).toMatchObject({ requests: 1, tokens: Math.ceil(body.length / 2) + 400 });
});

test("auto replays what is stale where it has no upstream to ask", async () => {
  const vendor = await upstream(() => ({ pieces: [saying("old")] }));
  const recorder = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } } });
  await post(recorder, "/v1/messages", ask("one"));
  const server = await models({
    mode: "auto",
    recordings: recorder.recorded(),
    upstream: { openai: { url: vendor.url } },
  });
  expect((await post(server, "/v1/messages", ask("one", { system: "Be brief." }))).text).toContain("old");
  expect(server.exchanges()).toMatchObject([{ outcome: { kind: "replayed", stale: ["system"] } }]);
});
