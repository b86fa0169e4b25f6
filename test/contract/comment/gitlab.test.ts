import { expect, describe, test } from "vitest";
import { commentJob, HEAD, MERGE, OPERATIONS, reportOn } from "../../support/comment-job.ts";
import { loopback } from "../../support/loopback.ts";

const OTHER = "c".repeat(40);

describe("skips politely, with one line that says what to do", () => {
  test.each([
    [
      "without a token",
      { env: { AGENT_CI_GITLAB_TOKEN: undefined } },
      "AGENT_CI_GITLAB_TOKEN is not set here. Add a project access token",
    ],
    ["without the token that is named", { asked: { "gitlab-token-variable": "MINE" } }, "MINE is not set here."],
    [
      "in a branch pipeline",
      { env: { CI_MERGE_REQUEST_IID: undefined } },
      "This pipeline has no merge request to comment on.",
    ],
    [
      "when a newer commit was pushed",
      { env: { CI_COMMIT_SHA: OTHER } },
      "The checks ran for cccccccccccc, and 7 stands at aaaaaaaaaaaa by now",
    ],
    ["when the report is about another commit", { report: reportOn(OTHER) }, "The report is about commit cccccccccccc"],
  ])("%s", async (_, step, reason) => {
    const { api, comment } = await commentJob("gitlab");
    const { code, out, err } = await comment(step);
    expect([code, out]).toEqual([0, ""]);
    expect(err).toContain(`agent-ci: No comment. ${reason}`);
    expect(err.split("\n")).toHaveLength(2);
    expect(api.comments()).toEqual([]);
    expect(api.violations).toEqual([]);
  });

  test("in a fork's pipeline whose token may only read", async () => {
    const { comment } = await commentJob("gitlab", { faults: [{ operation: OPERATIONS.gitlab.create, status: 403 }] });
    const { code, err } = await comment({ env: { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "2" } });
    expect(code).toBe(0);
    expect(err).toContain("The token of a fork's request may only read");
  });
});

test("a fork's pipeline comments on the project that the merge request goes to", async () => {
  const { api, comment } = await commentJob("gitlab");
  await comment({ env: { CI_PROJECT_ID: "2", CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "2" } });
  expect(api.requests.map(({ path }) => path).filter((path) => path.includes("/projects/2"))).toEqual([]);
  expect(api.comments()).toHaveLength(1);
});

test("a merged results pipeline reports on its merge", async () => {
  const { ours, comment } = await commentJob("gitlab");
  const env = { CI_COMMIT_SHA: MERGE, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD };
  expect(await comment({ env, report: reportOn(MERGE) })).toMatchObject({ code: 0, err: "" });
  expect(ours()).toHaveLength(1);
});

test("the token comes from the variable that is named, and goes nowhere else", async () => {
  const { api, comment } = await commentJob("gitlab");
  await comment({
    asked: { "gitlab-token-variable": "MINE" },
    env: { MINE: "mine", AGENT_CI_GITLAB_TOKEN: undefined },
  });
  expect(new Set(api.requests.map(({ headers }) => headers["private-token"]))).toEqual(new Set(["mine"]));

  const elsewhere = await loopback(() => ({ body: [] }));
  const gateway = await loopback(() => ({ status: 302, headers: { location: `${elsewhere.url}/api/v4/user` } }));
  const { code, err } = await comment({ env: { CI_API_V4_URL: `${gateway.url}/api/v4` } });
  expect(code).toBe(2);
  expect(err).toContain(
    `redirected to ${elsewhere.url}/api/v4/user; let CI_API_V4_URL be the address that it leads to`,
  );
  expect(elsewhere.requests).toEqual([]);
});

test("a token in place of the variable's name is refused, and not repeated", async () => {
  const { comment } = await commentJob("gitlab");
  const { code, err } = await comment({ asked: { "gitlab-token-variable": "glpat-secret" } });
  expect(code).toBe(2);
  expect(err).not.toContain("glpat-secret");
});

test.each([
  ["a page in HTML", "<html>", "is no JSON"],
  ["an answer of another kind", {}, "an answer has no sha"],
])("%s is no GitLab", async (_, body, reason) => {
  const other = await loopback(() => ({ body }));
  const { comment } = await commentJob("gitlab");
  const { code, err } = await comment({ env: { CI_API_V4_URL: other.url } });
  expect(code).toBe(2);
  expect(err).toContain(reason);
  expect(err).toContain("Is CI_API_V4_URL the address of GitLab's REST API?");
});

test("notes that GitLab wrote itself are not taken for ours", async () => {
  const body = "<!-- agent-ci:comment v1 -->";
  const { api, comment } = await commentJob("gitlab", {
    comments: [{ number: 7, author: "project_1_bot_agent", body, system: true }],
  });
  await comment();
  expect(api.comments().map((note) => note.body === body)).toEqual([true, false]);
});
