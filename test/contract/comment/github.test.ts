import { expect, describe, test } from "vitest";
import { tempFolder } from "../../support/temp-folder.ts";
import { commentJob, HEAD, MERGE, pullRequestEvent, reportOn } from "../../support/comment-job.ts";

const OTHER = "c".repeat(40);
const forked = pullRequestEvent({ from: "mallory/r" });

const refuse = (): never => expect.unreachable();

describe("skips politely, with one line that says what to do", () => {
  test.each([
    ["without a token", { env: { GITHUB_TOKEN: undefined } }, "There is no token. Give the action its `github-token`"],
    [
      "in a push",
      { event: { ref: "refs/heads/main" }, env: { GITHUB_EVENT_NAME: "push" } },
      "The event push has no pull request",
    ],
    ["outside a pipeline", { env: { GITHUB_ACTIONS: undefined } }, "This is no job of GitHub Actions or GitLab CI/CD"],
    [
      "when another number is given than the event's",
      { asked: { "pull-request": "8" } },
      "`pull-request` is 8, but the event is about 7",
    ],
    [
      "when a newer commit was pushed",
      { event: pullRequestEvent({ head: OTHER }) },
      "The checks ran for cccccccccccc, and 7 stands at aaaaaaaaaaaa by now",
    ],
    [
      "when the report is about another commit",
      { report: reportOn(OTHER) },
      "The report is about commit cccccccccccc, but 7 stands at aaaaaaaaaaaa.",
    ],
    ["when the report names no commit", { report: reportOn(undefined) }, "The report names no commit"],
    ["when the report names none that is one", { report: reportOn("../../../user") }, "The report names no commit"],
  ])("%s", async (_, step, reason) => {
    const { api, comment } = await commentJob("github");
    const { code, out, err } = await comment(step);
    expect([code, out]).toEqual([0, ""]);
    expect(err).toContain(`agent-ci: No comment. ${reason}`);
    expect(err.split("\n")).toHaveLength(2);
    expect(api.comments()).toEqual([]);
    expect(api.violations).toEqual([]);
  });

  test("on a fork, whose token may only read", async () => {
    const { api, comment } = await commentJob("github", {
      faults: [{ operation: "issues/create-comment", status: 403 }],
    });
    const { code, err } = await comment({ event: forked });
    expect(code).toBe(0);
    expect(err).toContain("The token of a fork's request may only read (403 Resource not accessible by integration");
    expect(err).toContain("/docs/comment.md");
    expect(api.violations).toEqual([]);
  });

  test("but the door may show it as a notice", async () => {
    const { postComment } = await import("../../../src/commands/comment/post-comment.ts");
    const notices: string[] = [];
    const cwd = tempFolder({ "r.json": reportOn(HEAD) });
    const world = { cwd, env: {}, out: refuse, err: refuse, show: refuse, clock: { now: () => 0 } };
    const terminal = { out: false, err: false };
    expect(
      await postComment({ ...world, terminal, notice: (text) => void notices.push(text) }, { report: "r.json" }),
    ).toBe(0);
    expect(notices).toHaveLength(1);
  });
});

test("a fork whose token may write is commented on", async () => {
  const { ours, comment } = await commentJob("github");
  expect((await comment({ event: forked })).code).toBe(0);
  expect(ours()).toHaveLength(1);
});

test.each([
  ["the head itself", HEAD, {}],
  ["the merge commit that the event checked out", MERGE, {}],
  ["the merge commit that GitHub keeps now", OTHER, { "pulls/get": { head: { sha: HEAD }, merge_commit_sha: OTHER } }],
  ["an earlier merge of the head", OTHER, { "git/get-commit": { parents: [parent(MERGE), parent(HEAD)] } }],
])("a report on %s is posted", async (_, commit, answers) => {
  const { api, ours, comment } = await commentJob("github", { answers });
  expect(await comment({ report: reportOn(commit) })).toMatchObject({ code: 0, err: "" });
  expect(ours()).toHaveLength(1);
  expect(api.violations).toEqual([]);
});

function parent(sha: string): object {
  return { sha, url: "https://example.com/", html_url: "https://example.com/" };
}

test("the commit that `pull_request_target` runs on says nothing about the request", async () => {
  const { comment } = await commentJob("github");
  const env = { GITHUB_EVENT_NAME: "pull_request_target" };
  expect((await comment({ env, report: reportOn(MERGE) })).err).toContain("The report is about commit bbbbbbbbbbbb");
});

describe("who we are", () => {
  test.each([
    ["a person's token", "ada", {}],
    ["the workflow's own token", "github-actions[bot]", {}],
    ["the token of an app that is named", "my-app[bot]", { "comment-author": "my-app[bot]" }],
  ])("%s finds its comment again", async (_, identity, asked) => {
    const { ours, comment } = await commentJob("github", { identity });
    await comment({ asked });
    await comment({ asked, run: 2 });
    expect(ours()).toHaveLength(1);
  });

  test("an app that is not named is told its name", async () => {
    const { comment } = await commentJob("github", { identity: "my-app[bot]" });
    const { code, err } = await comment();
    expect(code).toBe(2);
    expect(err).toContain("`comment-author: my-app[bot]`");
  });

  test("an input outranks the environment", async () => {
    const { api, comment } = await commentJob("github");
    await comment({ asked: { "github-token": "input" } });
    expect(new Set(api.requests.map(({ headers }) => headers.authorization))).toEqual(new Set(["token input"]));
  });
});

const run = (over: object = {}) => ({
  workflow_run: {
    id: 900,
    run_number: 12,
    run_attempt: 2,
    path: ".github/workflows/ci.yml",
    event: "pull_request",
    head_sha: HEAD,
    head_branch: "feature/a b",
    head_repository: { full_name: "mallory/r", owner: { login: "mallory" } },
    pull_requests: [],
    ...over,
  },
});

describe("after a workflow run", () => {
  const env = { GITHUB_EVENT_NAME: "workflow_run", GITHUB_RUN_NUMBER: "99", GITHUB_SHA: MERGE };
  const head = { sha: HEAD, ref: "feature/a b", user: { login: "mallory" }, repo: { full_name: "mallory/r" } };
  const answers = { "pulls/get": { number: 7, head, merge_commit_sha: null } };

  test("finds a fork's pull request by its branch and commit, and orders by the run that reported", async () => {
    const { api, ours, comment } = await commentJob("github", { answers });
    expect(await comment({ env, event: run() })).toMatchObject({ code: 0, err: "" });
    expect(api.comments().map(({ number }) => number)).toEqual([7]);
    expect(ours()[0]).toContain("key=check run=12 attempt=2 ");
    expect(ours()[0]).toContain("(https://github.com/o/r/actions/runs/900/attempts/2)");
    expect(api.violations).toEqual([]);
    expect((await comment({ env, event: run({ run_number: 11 }) })).err).toContain("Run 12 has written the section");
  });

  test("orders together with a job of the same workflow", async () => {
    const { comment } = await commentJob("github", { answers });
    await comment({ env, event: run() });
    expect((await comment({ run: 11 })).err).toContain("Run 12 has written the section");
  });

  test("another workflow counts its own runs", async () => {
    const { ours, comment } = await commentJob("github", { answers });
    await comment({ env, event: run() });
    await comment({ run: 1, env: { GITHUB_WORKFLOW_REF: "o/r/.github/workflows/renamed.yml@refs/heads/main" } });
    expect(ours()[0]).toContain("key=check run=1 attempt=1 ");
  });

  test.each([
    ["is asked for by number, whatever the report says", { asked: { "pull-request": "7" } }, {}],
    ["has a namesake at another commit", {}, { "pulls/list": [{ number: 8, head: { sha: OTHER } }] }],
    [
      "has a namesake in another repository",
      {},
      { "pulls/list": [{ number: 8, head: { repo: { full_name: "mallory/fork" } } }] },
    ],
  ])("a pull request that %s", async (_, step, more) => {
    const { api, comment } = await commentJob("github", { answers: { ...answers, ...more } });
    expect(await comment({ env, event: run(), ...step })).toMatchObject({ code: 0, err: "" });
    expect(api.comments().map(({ number }) => number)).toEqual([7]);
    expect(api.violations).toEqual([]);
  });

  test.each([
    ["a push started the run", run({ event: "push" }), {}, "The run was started by push"],
    ["the fork is gone", run({ head_repository: null }), {}, "is gone"],
    ["the branch has moved on", run({ head_sha: OTHER }), {}, "No open pull request stands at cccccccccccc any more"],
    [
      "two pull requests have the commit",
      run(),
      { "pulls/list": [{ number: 8 }] },
      "The pull requests 7, 8 all stand at aaaaaaaaaaaa",
    ],
  ])("does nothing where %s", async (_, event, more, reason) => {
    const { api, comment } = await commentJob("github", { answers: { ...answers, ...more } });
    const { code, err } = await comment({ env, event });
    expect(code).toBe(0);
    expect(err).toContain(reason);
    expect(api.comments()).toEqual([]);
    expect(api.violations).toEqual([]);
  });

  test("a number that belongs to another commit is not believed", async () => {
    const { comment } = await commentJob("github", { answers });
    const { code, err } = await comment({ env, event: run({ head_sha: OTHER }), asked: { "pull-request": "7" } });
    expect(code).toBe(0);
    expect(err).toContain("The checks ran for cccccccccccc, and 7 stands at aaaaaaaaaaaa by now");
  });

  test("a missing permission is a mistake, also where the pull request is a fork's", async () => {
    const faults = [{ operation: "issues/create-comment", status: 403 }];
    const { comment } = await commentJob("github", { answers, faults });
    const { code, err } = await comment({ env, event: run() });
    expect(code).toBe(2);
    expect(err).toContain("`permissions: pull-requests: write`");
  });
});

test("any other event can be given a number", async () => {
  const { api, comment } = await commentJob("github");
  const event = { inputs: {} };
  const env = { GITHUB_EVENT_NAME: "workflow_dispatch" };
  expect((await comment({ env, event, asked: { "pull-request": "9" } })).code).toBe(0);
  expect(api.comments().map(({ number }) => number)).toEqual([9]);
});
