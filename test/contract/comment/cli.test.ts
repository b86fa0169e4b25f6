import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { playApi } from "../../support/api.ts";
import { HEAD, OPERATIONS, reportOn } from "../../support/comment-job.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** The command line in an environment of nothing but this. */
async function agentCi(cwd: string, env: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const entry = new URL("../../../src/cli/agent-ci.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [entry, ...args], { cwd, env });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((done) => child.on("close", done)),
  ]);
  return { code, out, err };
}

const GITHUB = {
  GITHUB_ACTIONS: "true",
  GITHUB_REPOSITORY: "o/r",
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_TOKEN: "t",
};
const EVENT = JSON.stringify({
  pull_request: { number: 7, head: { sha: HEAD, repo: { full_name: "o/r" } }, base: { repo: { full_name: "o/r" } } },
});

test("comments on a pull request", async () => {
  const api = await playApi("github", { answers: { "pulls/get": { head: { sha: HEAD } } } });
  const folder = tempFolder({ "r.json": reportOn(HEAD), "event.json": EVENT });
  const env = { ...GITHUB, GITHUB_API_URL: api.url, GITHUB_EVENT_PATH: `${folder}/event.json` };
  const ran = await agentCi(folder, env, "comment", "--report", "r.json", "--section", "validate");
  expect(ran).toEqual({ code: 0, out: 'Commented on 7, section "validate".\n', err: "" });
  expect(api.comments()).toHaveLength(1);
  expect(api.violations).toEqual([]);
});

test("comments on a merge request", async () => {
  const api = await playApi("gitlab", { answers: { [OPERATIONS.gitlab.head]: { sha: HEAD } } });
  const job = { GITLAB_CI: "true", CI_API_V4_URL: api.url, CI_PROJECT_ID: "1", CI_COMMIT_SHA: HEAD };
  const env = { ...job, CI_MERGE_REQUEST_IID: "7", TOKEN: "t" };
  const folder = tempFolder({ "r.json": reportOn(HEAD) });
  const ran = await agentCi(folder, env, "comment", "--report", "r.json", "--gitlab-token-variable", "TOKEN");
  expect(ran).toEqual({ code: 0, out: 'Commented on 7, section "check".\n', err: "" });
  expect(api.comments()).toHaveLength(1);
  expect(api.violations).toEqual([]);
});

test.each([
  ["no report", [], "comment needs --report"],
  [
    "a report that is absent",
    ["--report", "absent.json"],
    '"absent.json" is no report of agent-ci: there is no such file',
  ],
  ["a report that is none", ["--report", "bad.json"], '"bad.json" is no report of agent-ci: /version is missing'],
  ["a section that breaks out", ["--report", "r.json", "--section", "a -->"], "--section cannot be"],
  ["a request that is no number", ["--report", "r.json", "--pull-request", "7/../8"], "--pull-request is a number"],
])("%s exits 2", async (_, args, message) => {
  const folder = tempFolder({ "r.json": reportOn(HEAD), "bad.json": "{}", "event.json": EVENT });
  const env = { ...GITHUB, GITHUB_API_URL: "http://127.0.0.1:65535", GITHUB_EVENT_PATH: `${folder}/event.json` };
  const ran = await agentCi(folder, env, "comment", ...args);
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain(message);
});

test("a report of 20 MB is too large", async () => {
  const folder = tempFolder({ "r.json": " ".repeat(20 * 1024 * 1024 + 1), "event.json": EVENT });
  const env = { ...GITHUB, GITHUB_EVENT_PATH: `${folder}/event.json` };
  const ran = await agentCi(folder, env, "comment", "--report", "r.json");
  expect(ran.code).toBe(2);
  expect(ran.err).toContain("more than 20971520");
});

test("in a push it says so and stays green", async () => {
  const folder = tempFolder({ "event.json": "{}", "r.json": reportOn(HEAD) });
  const env = { ...GITHUB, GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: `${folder}/event.json` };
  const { code, err } = await agentCi(folder, env, "comment", "--report", "r.json");
  expect(code).toBe(0);
  expect(err).toMatch(/^agent-ci: No comment\. The event push has no pull request to comment on\. .*\n$/);
});

test("a report that is not there is a mistake, whatever the event", async () => {
  const folder = tempFolder({ "event.json": "{}" });
  const env = { ...GITHUB, GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: `${folder}/event.json` };
  const { code, err } = await agentCi(folder, env, "comment", "--report", "absent.json");
  expect(code).toBe(2);
  expect(err).toContain('"absent.json" is no report of agent-ci: there is no such file.');
});
