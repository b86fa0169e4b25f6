import { describe, expect, test } from "vitest";
import { playApi, type PlayedApi } from "../../support/api.ts";
import type { Forge } from "../../support/api/operations.ts";

const AUTH = { github: { authorization: "Bearer t" }, gitlab: { "private-token": "t" } } as const;
const COMMENTS = { github: "/repos/o/r/issues/7/comments", gitlab: "/projects/g%2Fp/merge_requests/7/notes" } as const;

function ask(forge: Forge, { url }: PlayedApi, call: string, body?: unknown): Promise<Response> {
  const [method = "", path = ""] = call.split(" ");
  return fetch(url + path, { method, headers: AUTH[forge], ...(body !== undefined && { body: JSON.stringify(body) }) });
}

const seeds = (count: number): readonly { number: number; body: string; author: string }[] =>
  Array.from({ length: count }, (_, index) => ({ number: 7, body: `c${index}`, author: "ada" }));

describe.each(["github", "gitlab"] as const)("%s", (forge) => {
  test("remembers comments that are created, changed and deleted", async () => {
    const api = await playApi(forge, { comments: [{ number: 8, body: "elsewhere", author: "ada" }] });
    const single = forge === "github" ? "/repos/o/r/issues/comments" : COMMENTS.gitlab;
    const change = forge === "github" ? "PATCH" : "PUT";

    const created = await ask(forge, api, `POST ${COMMENTS[forge]}`, { body: "one" });
    expect(created.status).toBe(201);
    const [{ id } = { id: 0 }] = api.comments().slice(-1);
    expect(await created.json()).toMatchObject({ id, body: "one" });
    expect((await ask(forge, api, `${change} ${single}/${id}`, { body: "two" })).status).toBe(200);
    expect(await (await ask(forge, api, `GET ${COMMENTS[forge]}`)).json()).toMatchObject([{ id, body: "two" }]);
    expect(api.comments().map(({ body }) => body)).toEqual(["elsewhere", "two"]);

    expect((await ask(forge, api, `DELETE ${single}/${id}`)).status).toBe(204);
    expect((await ask(forge, api, `DELETE ${single}/${id}`)).status).toBe(404);
    expect(api.comments().map(({ body }) => body)).toEqual(["elsewhere"]);
    expect(api.violations).toEqual([]);
  });

  test.each([
    ["a body of the wrong type", `POST ${COMMENTS[forge]}`, { body: 1 }, "/body must be string"],
    ["a missing member", `POST ${COMMENTS[forge]}`, {}, "must have required property 'body'"],
    ["a misspelt member", `POST ${COMMENTS[forge]}`, { body: "x", bdoy: "x" }, 'has no member "bdoy"'],
    ["no body at all", `POST ${COMMENTS[forge]}`, undefined, "must be object"],
    ["an unknown parameter", `GET ${COMMENTS[forge]}?perpage=9`, undefined, "must NOT have additional properties"],
    ["a parameter of the wrong type", `GET ${COMMENTS[forge]}?page=two`, undefined, "/page must be integer"],
    ["a path that is no number", `GET ${COMMENTS[forge].replace("7", "seven")}`, undefined, "must be integer"],
  ])("answers 422 to %s and records it", async (_, call, body, message) => {
    const api = await playApi(forge);
    expect((await ask(forge, api, call, body)).status).toBe(422);
    expect(api.violations).toHaveLength(1);
    expect(api.violations[0]).toContain(message);
    expect(api.comments()).toEqual([]);
  });

  test("records a call that is not in the contract", async () => {
    const api = await playApi(forge);
    expect((await ask(forge, api, "GET /nowhere")).status).toBe(404);
    expect(api.violations).toHaveLength(1);
  });

  test("asks who is there", async () => {
    const { url } = await playApi(forge);
    expect((await fetch(url + COMMENTS[forge])).status).toBe(401);
  });

  test("fails as often as it is told, with the headers it is told", async () => {
    const operation = forge === "github" ? "issues/list-comments" : "getApiV4ProjectsIdMergeRequestsNoteableIdNotes";
    const faults = [{ operation, status: 429, times: 2, headers: { "retry-after": "1" } }];
    const api = await playApi(forge, { faults });
    for (const expected of [
      [429, "1"],
      [429, "1"],
      [200, null],
    ]) {
      const { status, headers } = await ask(forge, api, `GET ${COMMENTS[forge]}`);
      expect([status, headers.get("retry-after")]).toEqual(expected);
    }
  });

  test.each([[403], [404], [500]])("fails with %i for ever when no number of times is told", async (status) => {
    const operation = forge === "github" ? "issues/create-comment" : "postApiV4ProjectsIdMergeRequestsNoteableIdNotes";
    const api = await playApi(forge, { faults: [{ operation, status }] });
    for (const body of ["one", "two"]) {
      const answer = await ask(forge, api, `POST ${COMMENTS[forge]}`, { body });
      expect(answer.status).toBe(status);
      expect(await answer.json()).toHaveProperty("message");
    }
    expect(api.comments()).toEqual([]);
  });

  test("refuses a fault or an answer for an operation that it does not know", async () => {
    await expect(playApi(forge, { faults: [{ operation: "pulls/merge", status: 403 }] })).rejects.toThrow(
      "pulls/merge",
    );
    await expect(playApi(forge, { answers: { "pulls/merge": {} } })).rejects.toThrow("pulls/merge");
  });
});

describe("github", () => {
  test("links its pages", async () => {
    const api = await playApi("github", { comments: seeds(5) });
    const middle = await ask("github", api, `GET ${COMMENTS.github}?per_page=2&page=2`);
    expect(await middle.json()).toMatchObject([{ body: "c2" }, { body: "c3" }]);
    const page = (number: number): string => `<${api.url}${COMMENTS.github}?per_page=2&page=${number}>`;
    expect(middle.headers.get("link")).toBe(
      `${page(1)}; rel="prev", ${page(1)}; rel="first", ${page(3)}; rel="next", ${page(3)}; rel="last"`,
    );
    expect((await ask("github", api, `GET ${COMMENTS.github}`)).headers.get("link")).toBeNull();
  });

  test("gives 30 comments a page unless told", async () => {
    const api = await playApi("github", { comments: seeds(31) });
    expect(await (await ask("github", api, `GET ${COMMENTS.github}`)).json()).toHaveLength(30);
  });

  test("refuses a comment that is too long", async () => {
    const api = await playApi("github");
    expect((await ask("github", api, `POST ${COMMENTS.github}`, { body: "x".repeat(65_536) })).status).toBe(201);
    expect((await ask("github", api, `POST ${COMMENTS.github}`, { body: "x".repeat(65_537) })).status).toBe(422);
  });

  test("has no user for a workflow's token, but for a person's", async () => {
    expect((await ask("github", await playApi("github"), "GET /user")).status).toBe(403);
    const person = await ask("github", await playApi("github", { identity: "ada" }), "GET /user");
    expect(await person.json()).toMatchObject({ login: "ada" });
  });

  test.each([
    ["GET /repos/o/r", undefined, 200],
    ["GET /repos/o/r/pulls/7", undefined, 200],
    ["GET /repos/o/r/git/ref/heads/main", undefined, 200],
    ["GET /repos/o/r/actions/runs/5", undefined, 200],
    ["GET /repos/o/r/actions/runs/5/artifacts?per_page=100", undefined, 200],
    ["POST /repos/o/r/deployments", { ref: "main", auto_merge: false, required_contexts: [] }, 201],
    ["POST /repos/o/r/check-runs", { name: "agent-ci", head_sha: "0".repeat(40) }, 201],
  ])("answers %s within its own contract", async (call, body, status) => {
    const api = await playApi("github");
    expect((await ask("github", api, call, body)).status).toBe(status);
    expect(api.violations).toEqual([]);
  });

  test("takes a status of a deployment that is there, and of no other", async () => {
    const api = await playApi("github");
    const status = { state: "success", environment_url: "https://example.com/" };
    const report = async () => (await ask("github", api, "POST /repos/o/r/deployments/1/statuses", status)).status;
    expect(await report()).toBe(404);
    await ask("github", api, "POST /repos/o/r/deployments", { ref: "main" });
    expect(await report()).toBe(201);
    expect(api.violations).toEqual([]);
  });

  test("holds nested members against the contract", async () => {
    const api = await playApi("github");
    const annotation = { path: "a.md", start_line: 1, annotation_level: "failure", message: "m" };
    const output = { title: "t", summary: "s", annotations: [annotation] };
    await ask("github", api, "POST /repos/o/r/check-runs", { name: "agent-ci", head_sha: "0".repeat(40), output });
    expect(api.violations).toEqual(["checks/create body/output/annotations/0 must have required property 'end_line'"]);
  });

  test("lays told members over its answers, and objects when they break the contract", async () => {
    const head = { sha: "f".repeat(40), repo: { fork: true } };
    const api = await playApi("github", { answers: { "pulls/get": { head }, "repos/get": { id: "one" } } });
    expect(await (await ask("github", api, "GET /repos/o/r/pulls/7")).json()).toMatchObject({ number: 7, head });
    expect(api.violations).toEqual([]);
    await ask("github", api, "GET /repos/o/r");
    expect(api.violations).toEqual(["The played server's own repos/get answer/id must be integer"]);
  });
});

describe("gitlab", () => {
  test("numbers its pages in headers, newest note first", async () => {
    const api = await playApi("gitlab", { comments: seeds(5) });
    const read = (page: number): Promise<Response> =>
      ask("gitlab", api, `GET ${COMMENTS.gitlab}?per_page=2&page=${page}`);
    const [first, last] = [await read(1), await read(3)];
    expect(await first.json()).toMatchObject([{ body: "c4" }, { body: "c3" }]);
    expect([first.headers.get("x-next-page"), first.headers.get("x-total")]).toEqual(["2", "5"]);
    expect(await last.json()).toMatchObject([{ body: "c0" }]);
    expect(last.headers.get("x-next-page")).toBe("");
  });

  test("sorts and leaves out what it is told", async () => {
    const api = await playApi("gitlab", {
      comments: [...seeds(2), { number: 7, body: "added 1 commit", author: "ada", system: true }],
    });
    const path = `GET ${COMMENTS.gitlab}?sort=asc&activity_filter=`;
    expect(await (await ask("gitlab", api, `${path}only_comments`)).json()).toMatchObject([
      { body: "c0" },
      { body: "c1" },
    ]);
    expect(await (await ask("gitlab", api, `${path}only_activity`)).json()).toMatchObject([{ system: true }]);
    expect(await (await ask("gitlab", api, `${path}all_notes`)).json()).toHaveLength(3);
  });

  test("lets a job's token read notes, not write them", async () => {
    const { url } = await playApi("gitlab");
    const headers = { "job-token": "t" };
    expect((await fetch(url + COMMENTS.gitlab, { headers })).status).toBe(200);
    expect((await fetch(url + COMMENTS.gitlab, { headers, method: "POST", body: '{"body":"x"}' })).status).toBe(401);
  });

  test("finds a note on its own merge request only", async () => {
    const api = await playApi("gitlab", { comments: [{ id: 5, number: 8, body: "x", author: "ada" }] });
    expect((await ask("gitlab", api, `PUT ${COMMENTS.gitlab}/5`, { body: "y" })).status).toBe(404);
  });

  test("says who the token belongs to", async () => {
    const api = await playApi("gitlab");
    expect(await (await ask("gitlab", api, "GET /user")).json()).toMatchObject({
      username: "project_1_bot_agent",
      bot: true,
    });
    expect((await ask("gitlab", api, "GET /projects/g%2Fp")).status).toBe(200);
    expect(api.violations).toEqual([]);
  });
});
