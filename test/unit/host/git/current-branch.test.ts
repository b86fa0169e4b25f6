import { expect, test } from "vitest";
import { currentBranch } from "../../../../src/host/git/current-branch.ts";
import { createRepository } from "../../../support/git.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

test("the branch that is checked out, and none on a detached commit", () => {
  const repository = createRepository();
  repository.branch("feature/triage");
  expect(currentBranch(repository.folder, {})).toBe("feature/triage");
  repository.git("checkout", "--quiet", "--detach");
  expect(currentBranch(repository.folder, {})).toBeUndefined();
});

test("the branch of a linked working tree is its own", () => {
  const repository = createRepository();
  const linked = `${tempFolder()}/linked`;
  repository.git("worktree", "add", "--quiet", "-b", "fix/typo", linked);
  expect(currentBranch(linked, {})).toBe("fix/typo");
});

test.each([
  [
    { GITHUB_ACTIONS: "true", GITHUB_HEAD_REF: "fix/a", GITHUB_REF_NAME: "7/merge", GITHUB_REF_TYPE: "branch" },
    "fix/a",
  ],
  [{ GITHUB_ACTIONS: "true", GITHUB_HEAD_REF: "", GITHUB_REF_NAME: "main", GITHUB_REF_TYPE: "branch" }, "main"],
  [{ GITHUB_ACTIONS: "true", GITHUB_REF_NAME: "v1.0.0", GITHUB_REF_TYPE: "tag" }, undefined],
  [{ GITHUB_ACTIONS: "true", GITHUB_REF_NAME: "gh-readonly-queue/main/pr-7", GITHUB_REF_TYPE: "branch" }, undefined],
  [{ GITLAB_CI: "true", CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "fix/b" }, "fix/b"],
  [{ GITLAB_CI: "true", CI_COMMIT_BRANCH: "develop" }, "develop"],
])("in a pipeline %o it is %s", (env, branch) => {
  expect(currentBranch(tempFolder(), env)).toBe(branch);
});
