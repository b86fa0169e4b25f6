import { expect, inject, test } from "vitest";
import { playApi } from "../support/api.ts";
import { HEAD, pullRequestEvent, reportOn } from "../support/comment-job.ts";
import { runAction } from "../support/runner/run-action.ts";
import { tempFolder } from "../support/temp-folder.ts";

const play = async (action: string, event: object, report = reportOn(HEAD)) => {
  const api = await playApi("github", { answers: { "pulls/get": { head: { sha: HEAD }, merge_commit_sha: null } } });
  const run = await runAction({
    tree: inject("releaseTree"),
    action,
    eventName: "pull_request",
    event,
    workspace: tempFolder({ "agent-ci.json": report }),
    scratch: tempFolder(),
    with: { report: "agent-ci.json" },
    github: { api_url: api.url, repository: "o/r", token: "ghs_0123456789abcdef" },
  });
  return { api, run };
};

test.each(["comment", "actions/comment"])("the action %s comments, and shows no token", async (action) => {
  const { api, run } = await play(action, pullRequestEvent());
  expect(run).toMatchObject({ exitCode: 0, outcome: "success", annotations: [], leaks: [], outputs: {} });
  expect(run.masks).toContain("ghs_0123456789abcdef");
  expect(run.log.join("\n")).toContain('Commented on 7, section "check".');
  expect(api.comments()).toHaveLength(1);
  expect(new Set(api.requests.map(({ headers }) => headers.authorization))).toEqual(
    new Set(["token ghs_0123456789abcdef"]),
  );
  expect(api.violations).toEqual([]);
});

test("a report that is not about the pull request is one notice, and no failure", async () => {
  const { api, run } = await play("comment", pullRequestEvent(), reportOn("c".repeat(40)));
  expect(run).toMatchObject({ exitCode: 0, outcome: "success" });
  expect(run.annotations).toMatchObject([{ level: "notice", message: expect.stringContaining("No comment.") }]);
  expect(api.comments()).toEqual([]);
});

test("a report that is none is one error that says what to write", async () => {
  const { run } = await play("comment", pullRequestEvent(), "::set-output name=x::y");
  expect(run).toMatchObject({ exitCode: 2, outcome: "failure", outputs: {} });
  expect(run.annotations).toMatchObject([{ level: "error", message: expect.stringContaining("is no report") }]);
});
