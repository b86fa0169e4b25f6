import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeWithClients } from "../support/clients.ts";
import { createProject, play } from "../support/gitlab.ts";

/** The jobs of this repository's pipeline that would run. */
async function jobsOf(...args: readonly string[]): Promise<readonly string[]> {
  const project = createProject({
    ".gitlab-ci.yml": readFileSync(".gitlab-ci.yml", "utf8"),
    "package.json": readFileSync("package.json", "utf8"),
  });
  const { log, exitCode } = await play(project.folder, ["--list-csv", ...args]);
  expect(exitCode, log).toBe(0);
  return [...log.matchAll(/^([a-z-]+);.*;on_success;/gmu)].map(([, name = ""]) => name);
}

describeWithClients("this repository's own pipeline", ["gitlab-ci-local", "rsync"], () => {
  const CHECKED = [
    "package",
    "agent-ci-check",
    "agent-ci-check-gate",
    "agent-ci-validate",
    "agent-ci-validate-gate",
    "tests",
  ];

  test.each([
    ["the default branch", [], CHECKED],
    ["a merge request", ["--variable=CI_PIPELINE_SOURCE=merge_request_event", "--variable=CI_COMMIT_BRANCH="], CHECKED],
    ["a release", ["--variable=CI_COMMIT_TAG=1.2.3", "--variable=CI_COMMIT_BRANCH="], ["package", "tests", "release"]],
  ])("is valid, and on %s has its jobs", async (_, args, expected) => {
    expect(await jobsOf(...args)).toEqual(expected);
  });
});
