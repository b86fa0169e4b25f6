import { join } from "node:path";
import { expect, test } from "vitest";
import { circumstancesOf } from "../../../../src/host/sandbox/circumstances.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const github = { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request", GITHUB_BASE_REF: "main" };
const event = (head: string | undefined): string => {
  const request = {
    head: { repo: head === undefined ? null : { full_name: head } },
    base: { repo: { full_name: "a/b" } },
  };
  return join(tempFolder({ "event.json": JSON.stringify({ pull_request: request }) }), "event.json");
};

test("a checkout on GitHub with what actions/checkout leaves behind", () => {
  const outside = tempFolder({
    "credentials.config": '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic c2VjcmV0\n',
  });
  const included = join(outside, "credentials.config");
  const top = tempFolder({
    ".git/config": `[core]\n\tbare = false\n[includeIf "gitdir:/x/.git"]\n\tpath = ${included}\n[include]\n\tpath = ./config\n`,
    ".git/modules/sub/config": '[remote "origin"]\n\turl = https://u:secret@example.com/x\n',
    ".git/modules/sub/objects/00/config": "[credential]\n\thelper = store\n",
    ".git/modules/a/b/modules/c/config": "[credential]\n\thelper = store\n",
  });
  const found = circumstancesOf(
    { ...github, GITHUB_EVENT_PATH: event("a/b"), RUNNER_ENVIRONMENT: "github-hosted" },
    top,
    false,
  );
  expect(found).toEqual({
    forge: "github",
    event: "pull_request",
    fork: false,
    selfHosted: false,
    ephemeral: false,
    credentials: [
      { file: join(".git", "modules", "a", "b", "modules", "c", "config"), line: 2, key: "credential.helper" },
      { file: join(".git", "modules", "sub", "config"), line: 2, key: "remote.origin.url" },
      { file: included, line: 2, key: "http.https://github.com/.extraheader" },
    ],
  });
  expect(JSON.stringify(found)).not.toContain("secret");
});

test("a linked working tree has the configuration of its repository", () => {
  const main = tempFolder({
    ".git/config": "[credential]\n\thelper = store\n",
    ".git/worktrees/x/commondir": "../..\n",
    ".git/worktrees/x/HEAD": "ref: refs/heads/x\n",
  });
  const top = tempFolder({ ".git": `gitdir: ${join(main, ".git", "worktrees", "x")}\n` });
  const { credentials } = circumstancesOf({ GITHUB_ACTIONS: "true" }, top, false);
  expect(credentials.map(({ key }) => key)).toEqual(["credential.helper"]);
});

test("the credential in the name of a key is not told", () => {
  const top = tempFolder({ ".git/config": '[url "https://u:secret@gitlab.com/"]\n\tinsteadOf = git@gitlab.com:\n' });
  expect(circumstancesOf({ GITLAB_CI: "true" }, top, false).credentials).toEqual([
    { file: join(".git", "config"), line: 2, key: "url.https://…@gitlab.com/.insteadof" },
  ]);
});

test.each([
  ["a fork", "c/d", true],
  ["a fork whose repository is gone", undefined, true],
  ["the repository itself", "a/b", false],
])("%s", (_, head, fork) => {
  expect(circumstancesOf({ ...github, GITHUB_EVENT_PATH: event(head) }, tempFolder(), false).fork).toBe(fork);
});

test("what a merge queue is about to merge is no fork's any more", () => {
  const merge_group = { base_ref: "refs/heads/main", base_sha: "1".repeat(40) };
  const GITHUB_EVENT_PATH = join(tempFolder({ "event.json": JSON.stringify({ merge_group }) }), "event.json");
  const env = { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "merge_group", GITHUB_EVENT_PATH };
  expect(circumstancesOf(env, tempFolder(), false)).toMatchObject({ fork: false, selfHosted: true });
});

test("a runner that does not say whose it is counts as one's own, and GitLab says when it is disposed of", () => {
  expect(circumstancesOf(github, tempFolder(), false)).toMatchObject({
    selfHosted: true,
    ephemeral: false,
    fork: true,
  });
  const gitlab = { GITLAB_CI: "true", CI_DISPOSABLE_ENVIRONMENT: "true" };
  expect(circumstancesOf(gitlab, tempFolder(), false)).toMatchObject({ selfHosted: true, ephemeral: true });
});

test("a person's own checkout may have their credentials", () => {
  const top = tempFolder({ ".git/config": "[credential]\n\thelper = store\n" });
  expect(circumstancesOf({}, top, false)).toEqual({
    fork: false,
    selfHosted: false,
    ephemeral: false,
    credentials: [],
  });
});
