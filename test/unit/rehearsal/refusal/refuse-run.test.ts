import { expect, test } from "vitest";
import { refusalsOf, type Circumstances } from "../../../../src/rehearsal/refusal/refuse-run.ts";

const usual: Circumstances = {
  forge: "github",
  event: "pull_request",
  fork: false,
  selfHosted: false,
  ephemeral: false,
  credentials: [],
};

test.each(["pull_request_target", "workflow_run", "issue_comment"])("%s is refused, whatever the runner", (event) => {
  expect(refusalsOf({ ...usual, event, ephemeral: true })).toEqual([
    expect.stringContaining(`and ${event} would hand it`),
  ]);
});

test.each<[string, Partial<Circumstances>, boolean]>([
  ["a pull request", {}, true],
  ["a push", { event: "push" }, true],
  ["a fork on a hosted runner", { fork: true }, true],
  ["one's own change on one's own runner", { selfHosted: true }, true],
  ["a fork on one's own runner", { fork: true, selfHosted: true }, false],
  ["a fork on a runner that is declared ephemeral", { fork: true, selfHosted: true, ephemeral: true }, true],
])("%s", (_, found, runs) => {
  expect(refusalsOf({ ...usual, ...found }).length === 0).toBe(runs);
});

test("credentials are refused with their place, and what to do about them", () => {
  const credentials = [{ file: ".git/config", line: 7, key: "http.https://github.com/.extraheader" }];
  expect(refusalsOf({ ...usual, credentials })).toEqual([
    "The checkout keeps credentials that the agent could read: .git/config:7 http.https://github.com/.extraheader. " +
      "Check out with persist-credentials: false, or take them out before: git config --unset-all <key>.",
  ]);
  expect(refusalsOf({ ...usual, forge: "gitlab", credentials })[0]).toContain(
    "The component dry-run takes out what the runner left",
  );
});
