import { describe, expect, test } from "vitest";
import { loopback, routes, type Loopback } from "../../support/loopback.ts";

test("a route answers in text, JSON or nothing at all, and requests are recorded", async () => {
  const { url, requests } = await loopback(
    routes({
      "GET /text": { body: "hello" },
      "GET /json": { status: 201, headers: { "x-a": "b" }, body: { a: 1 } },
      "POST /echo": ({ body }) => ({ status: 202, body }),
    }),
  );
  expect(await (await fetch(`${url}/text`)).text()).toBe("hello");
  const json = await fetch(`${url}/json?q=1`);
  expect([json.status, json.headers.get("x-a"), await json.json()]).toEqual([201, "b", { a: 1 }]);
  expect(await (await fetch(`${url}/echo`, { method: "POST", body: "x" })).text()).toBe("x");
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  expect(requests.map(({ method, path, query, body }) => [method, path, query.get("q"), body])).toEqual([
    ["GET", "/text", null, ""],
    ["GET", "/json", "1", ""],
    ["POST", "/echo", null, "x"],
    ["GET", "/nowhere", null, ""],
  ]);
});

test("a handler that throws is a 500", async () => {
  const { url } = await loopback(() => {
    throw new Error("broken");
  });
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([500, "Error: broken"]);
});

describe("a server", () => {
  let former: Loopback | undefined;

  test("answers while its test runs", async () => {
    former = await loopback(routes({ "GET /": { body: "up" } }));
    expect(await (await fetch(former.url)).text()).toBe("up");
  });

  test("is closed when that test has ended", async () => {
    await expect(fetch(former?.url ?? "")).rejects.toThrow("fetch failed");
  });
});
