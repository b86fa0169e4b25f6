import { createServer, request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { closed, listening } from "../../../../src/host/sandbox/listening.ts";
import { openCanary } from "../../../../src/host/sandbox/open-canary.ts";

async function canaryBefore(own = "127.0.0.1:4010") {
  const model = createServer((asked, answer) => {
    void text(asked).then((body) => answer.end(`${asked.method} ${asked.url} ${body}`));
  });
  const canary = openCanary(() => own, model);
  const port = await listening(canary.server, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => closed(canary.server));
  const ask = (method: string, path: string, body = ""): Promise<{ status: number; body: string }> =>
    new Promise((done, fail) => {
      const sent = request({ host: "127.0.0.1", port, method, path }, (answer) => {
        text(answer).then((said) => done({ status: answer.statusCode ?? 0, body: said }), fail);
      });
      sent.on("connect", (answer) => done({ status: answer.statusCode ?? 0, body: "" }));
      sent.on("error", fail);
      sent.end(body);
    });
  return { ask, attempts: canary.attempts };
}

test("whatever is asked through it is refused, and told by host and count", async () => {
  const { ask, attempts } = await canaryBefore();
  expect(await ask("GET", "http://downloads.claude.ai/x")).toMatchObject({ status: 403 });
  expect(await ask("POST", "http://downloads.claude.ai/y")).toMatchObject({ status: 403 });
  expect(await ask("CONNECT", "ab.chatgpt.com:443")).toMatchObject({ status: 403 });
  expect(await ask("GET", "http://127.0.0.1:5000/")).toMatchObject({ status: 403 });
  expect(attempts()).toEqual([
    { host: "127.0.0.1:5000", count: 1 },
    { host: "ab.chatgpt.com:443", count: 1 },
    { host: "downloads.claude.ai:80", count: 2 },
  ]);
});

test("what is for the model server is handed over, for some programs send even that through their proxy", async () => {
  const { ask, attempts } = await canaryBefore();
  const { status, body } = await ask("POST", "http://127.0.0.1:4010/v1/messages?beta=true", "hello");
  expect({ status, body }).toEqual({ status: 200, body: "POST /v1/messages?beta=true hello" });
  expect(attempts()).toEqual([]);
});

test("a program that asks for ever new hosts fills no memory", async () => {
  const { ask, attempts } = await canaryBefore();
  for (let at = 0; at < 230; at += 1) await ask("GET", `http://h${at}.example/`);
  expect(attempts()).toHaveLength(201);
  expect(attempts().find(({ host }) => host === "others")).toEqual({ host: "others", count: 30 });
});
