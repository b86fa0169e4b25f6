import { describe, expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { pullRequestOf } from "../../../../src/host/pipeline/pipeline.ts";
import { fetchTargetTip } from "../../../../src/host/git/target-tip.ts";
import { cloneRepository, createRepository, gitEnvironment } from "../../../support/git.ts";
import { loopback } from "../../../support/loopback.ts";

const MERGE_REQUEST = {
  ...gitEnvironment(),
  GITLAB_CI: "true",
  CI_PROJECT_ID: "7",
  CI_MERGE_REQUEST_IID: "1",
  CI_MERGE_REQUEST_PROJECT_ID: "7",
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "7",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
};

async function tip(folder: string, env: Readonly<Record<string, string>>) {
  const request = pullRequestOf(env);
  if (request === undefined) throw new Error("That is no merge request.");
  return fetchTargetTip(openGit(folder, env), request, env, undefined);
}

describe("the tip of a merge request's target branch", () => {
  test("is the newest, in a clone of depth 1 that was made before it", async () => {
    const project = createRepository();
    const clone = cloneRepository(project, { depth: 1 });
    const newest = project.commit({ "agent-ci.yaml": "fail-on: warning\n" });
    expect(await tip(clone.folder, MERGE_REQUEST)).toEqual({ ok: true, commit: newest });
  });

  test("is that of the target project where the pipeline runs in a fork", async () => {
    const project = createRepository();
    const fork = cloneRepository(project);
    fork.commit({ "agent-ci.yaml": "fail-on: never\n" });
    const clone = cloneRepository(fork);
    // CI_MERGE_REQUEST_PROJECT_URL is the address of a web page: git's has `.git` behind it.
    project.git("clone", "--quiet", "--bare", ".", "project.git");
    const env = {
      ...MERGE_REQUEST,
      CI_PROJECT_ID: "8",
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "8",
      CI_MERGE_REQUEST_PROJECT_URL: `file://${project.folder}/project`,
    };
    expect(await tip(clone.folder, env)).toEqual({ ok: true, commit: project.git("rev-parse", "main") });
    const gone = await tip(clone.folder, { ...env, CI_MERGE_REQUEST_PROJECT_URL: "file:///nowhere" });
    expect(gone).toMatchObject({ ok: false, help: expect.stringContaining("file:///nowhere.git") });
  });

  test.each(["x\ny", "--upload-pack=touch owned", "main:refs/heads/main", "$(touch owned)"])(
    "does not follow the branch name %j",
    async (name) => {
      const clone = cloneRepository(createRepository());
      const env = { ...MERGE_REQUEST, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: name };
      expect(await tip(clone.folder, env)).toMatchObject({ ok: false });
      expect(clone.git("status", "--porcelain")).toBe("");
    },
  );

  test("is asked for with the job's token, which shows in no argument", async () => {
    const server = await loopback(() => ({ status: 404 }));
    const clone = createRepository();
    clone.git("remote", "add", "origin", `${server.url}/group/project.git`);
    await tip(clone.folder, { ...MERGE_REQUEST, CI_SERVER_URL: server.url, CI_JOB_TOKEN: "job-token" });
    const basic = Buffer.from("gitlab-ci-token:job-token").toString("base64");
    expect(server.requests.map(({ headers }) => headers.authorization)).toContain(`basic ${basic}`);
  });
});
