import { expect, test } from "vitest";
import { playApi } from "../support/api.ts";
import { describeWithClients } from "../support/clients.ts";
import { OPERATIONS } from "../support/comment-job.ts";
import { createMergeRequest, runPipeline } from "../support/gitlab.ts";
import { packedRelease } from "../support/npm-package.ts";
import { BAD, GOOD } from "../support/tidy-skill.ts";

const [CHECK, GATE, COMMENT] = ["agent-ci-check", "agent-ci-check-gate", "agent-ci-comment"];

const packed = packedRelease();

/** A pipeline for a merge request that adds a bad skill, and the GitLab that its jobs speak with. */
async function play(variables: Readonly<Record<string, string>>) {
  const { project, variables: given } = createMergeRequest(GOOD, BAD);
  const head = {
    get sha(): string {
      return project.git("rev-parse", "HEAD");
    },
  };
  const api = await playApi("gitlab", { answers: { [OPERATIONS.gitlab.head]: head } });
  const pipeline = await runPipeline(project, {
    include: ["check", "comment"].map((name) => ({
      local: `templates/${name}/template.yml`,
      inputs: { install: "none" },
    })),
    variables: {
      ...given,
      CI_API_V4_URL: api.url,
      CI_MERGE_REQUEST_PROJECT_ID: "1",
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "1",
      CI_PROJECT_ID: "1",
      ...variables,
    },
    programs: packed().bin,
  });
  return { api, pipeline };
}

describeWithClients("the comment component in gitlab-ci-local", ["gitlab-ci-local", "rsync"], () => {
  test("writes what the report job found, though the gate fails", async () => {
    const { api, pipeline } = await play({ AGENT_CI_GITLAB_TOKEN: "t" });
    expect(pipeline.jobs, pipeline.log).toEqual({ [CHECK]: "PASS", [GATE]: "FAIL", [COMMENT]: "PASS" });
    expect(api.comments().map(({ number }) => number)).toEqual([7]);
    expect(api.comments()[0]?.body).toContain("## agent-ci check: fail");
    expect(api.comments()[0]?.body).toContain("skill/description-required");
    expect(api.violations).toEqual([]);
  });

  test("says what it lacks without a token, and stays green", async () => {
    const { api, pipeline } = await play({});
    expect(pipeline.jobs).toEqual({ [CHECK]: "PASS", [GATE]: "FAIL", [COMMENT]: "PASS" });
    expect(pipeline.log).toContain("No comment. AGENT_CI_GITLAB_TOKEN is not set here.");
    expect(api.requests).toEqual([]);
  });
});
