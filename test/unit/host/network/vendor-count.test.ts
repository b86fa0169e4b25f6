import { expect, test } from "vitest";
import { openVendorCount } from "../../../../src/host/network/vendor-count.ts";
import { type Handler, loopback, routes } from "../../../support/loopback.ts";

const KEY = "sk-ant-of-a-test";
const POST = "POST /v1/messages/count_tokens";
/** What an environment puts in the place of a model. */
const MODELS = { "claude-opus-4-5": "claude-haiku-4-5" };
async function vendor(answer: Parameters<typeof routes>[0][string], more: Readonly<Record<string, string>> = {}) {
  const server = await loopback(routes({ [POST]: answer }));
  const env = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: server.url, ...more };
  return { ...openVendorCount(env, MODELS), requests: server.requests };
}

/** https://platform.claude.com/docs/en/api/messages/count_tokens, read 2026-11-25. */
test("asks as the API is documented, and gives its count", async () => {
  const { count, requests } = await vendor({ body: { input_tokens: 2095 } });
  expect(await count("Run the tests.")).toBe(2095);
  const [request] = requests;
  expect(request?.headers).toMatchObject({
    "x-api-key": KEY,
    "anthropic-version": "2023-06-01",
    "content-type": "application/json",
  });
  expect(JSON.parse(request?.body ?? "")).toEqual({
    model: "claude-sonnet-5",
    messages: [{ role: "user", content: "Run the tests." }],
  });
});

test("another model is one variable", async () => {
  const { count, requests } = await vendor({ body: { input_tokens: 1 } }, { ANTHROPIC_MODEL: "claude-opus-4-8" });
  await count("a");
  expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ model: "claude-opus-4-8" });
});

test("nothing is sent for an empty text", async () => {
  const { count, requests } = await vendor({ body: { input_tokens: 1 } });
  expect(await count("")).toBe(0);
  expect(requests).toEqual([]);
});

const echo: Handler = ({ headers }) => ({
  status: 401,
  body: { error: `no such key: ${String(headers["x-api-key"])}` },
});
test.each<[what: string, answer: Parameters<typeof vendor>[0], says: RegExp]>([
  ["refused", echo, /refuses to count \(401\)\. Check ANTHROPIC_API_KEY\.$/],
  ["limited", { status: 429 }, /refuses to count \(429\)\. Its limit of requests/],
  ["no JSON", { body: "<html>" }, /answered no JSON/],
  ["no count", { body: { input_tokens: "7" } }, /answered without a count/],
  ["led elsewhere", { status: 302, headers: { location: "http://127.0.0.1:9/" } }, /cannot be asked/],
])("%s: says so, and never the key", async (_what, answer, says) => {
  const { count } = await vendor(answer);
  const error = await count("a").then(
    () => "",
    (reason: unknown) => (reason instanceof Error ? reason.message : ""),
  );
  expect(error).toMatch(says);
  expect(error).not.toContain(KEY);
});

test("needs a key, and an address that nobody can listen to", () => {
  expect(() => openVendorCount({}, {})).toThrow("ANTHROPIC_API_KEY must be set");
  expect(() => openVendorCount({ ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: "http://proxy.example" }, {})).toThrow(
    "https://",
  );
  expect(() => openVendorCount({ ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: "proxy" }, {})).toThrow("no address");
});

test("the environment puts another model in the place of the one that is named, and of no other", async () => {
  const asked = async (name: string) => {
    const { model, count, requests } = await vendor({ body: { input_tokens: 1 } }, { ANTHROPIC_MODEL: name });
    await count("a");
    return [model, JSON.parse(requests[0]?.body ?? "{}").model];
  };
  expect(await asked("claude-opus-4-5")).toEqual(["claude-haiku-4-5", "claude-haiku-4-5"]);
  expect(await asked("constructor")).toEqual(["constructor", "constructor"]);
});
