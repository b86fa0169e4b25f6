import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { phraseOf } from "../../src/approval/phrase.ts";
import { githubWorkflow } from "../../src/setup/github-workflow.ts";
import { pipelineRepositories, playWorkflows } from "../support/act.ts";
import type { ApiWorld } from "../support/api.ts";
import { A1, commented, playApprovals } from "../support/approvals.ts";
import { describeWithClients } from "../support/clients.ts";
import { createRepository, type FileChanges } from "../support/git.ts";
import { createMergeRequest, runPipeline } from "../support/gitlab.ts";
import { packedRelease } from "../support/npm-package.ts";
import { jobsOf } from "../support/pipelines.ts";
import { openPullRequest } from "../support/pull-request.ts";
import { runAction } from "../support/runner/run-action.ts";
import { tempFolder } from "../support/temp-folder.ts";
import manifest from "../../package.json" with { type: "json" };

/** 1,000 tokens of a task and those of AGENTS.md, 100,000 times: 1,400 × 5,000 + 100 × 30,000 nano-dollars are $1,000. */
const profile = (model = "gpt-5.5"): string => `workflows:
  review:
    client: codex
    model: ${model}
    runs-per-month: 100000
    turns: 1
    prompt-tokens: 1000
    turn-tokens: 0
    output-tokens: 100
    cache-hit-percent: 100
    own-tokens: 0
`;
const config = (budget: number): string => `clients: [codex]
cost:
  approval: { by: [environment, label, comment], environment: money }
  budgets: [{ name: all, total-dollars: ${budget} }]
`;
const words = (count: number): string => `${"word ".repeat(count).trim()}\n`;
const SHORT = { "AGENTS.md": words(99) };
const LONG = { "AGENTS.md": words(399) };

interface Report {
  readonly sections: readonly {
    readonly kind: string;
    readonly data: { readonly digest: string; readonly commit: string };
  }[];
}
/** What has to be said to approve what a report is about. */
function phraseIn(report: string): string {
  const { sections }: Report = JSON.parse(report);
  const { data } = sections.find(({ kind }) => kind === "approval") ?? {};
  return data ? phraseOf("cost", data.commit, data.digest) : "";
}

const CASES = ["within", "over", "unknown"] as const;
const FILES = {
  "within/agent-ci.yaml": config(2000),
  "within/agent-usage.yaml": profile(),
  "over/agent-ci.yaml": config(900),
  "over/agent-usage.yaml": profile(),
  "unknown/agent-ci.yaml": config(2000),
  "unknown/agent-usage.yaml": profile("claude-sonnet-9"),
};
const TOKEN = "ghs_0123456789abcdef";
const given = (id: string) => ({
  config: `${id}/agent-ci.yaml`,
  base: "main",
  "policy-from": "main",
  "github-token": TOKEN,
});

/** The checkout of pull request 7, and its event. */
function pullRequest(files: FileChanges = {}) {
  const repository = createRepository({ ...FILES, ...SHORT, ".github/CODEOWNERS": "* @bob\n", ...files });
  repository.branch("topic");
  repository.commit(LONG);
  const repo = { full_name: "o/r" };
  const event = { pull_request: { number: 7, head: { sha: A1, ref: "topic", repo }, base: { ref: "main", repo } } };
  return { folder: repository.folder, event };
}

describeWithClients("the action under act", ["act"], () => {
  test("passes within, fails over it and for an unknown price, and where GitHub cannot be asked who approved", async () => {
    const steps = CASES.map(
      (id) => `
      - uses: org/agent-ci/cost-gate@v1
        id: ${id}
        if: always()
        with: ${JSON.stringify(given(id))}
      - if: always()
        env: { OUTCOME: "\${{ steps.${id}.outcome }}", APPROVAL: "\${{ steps.${id}.outputs.approval }}" }
        run: echo "$OUTCOME $APPROVAL" > "$KEPT/${id}"`,
    );
    const workflow = `on: pull_request\njobs:\n  cost:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v7${steps.join("")}\n`;
    const { folder, event } = pullRequest({ ".github/workflows/cost.yml": workflow });
    const { log, kept } = await playWorkflows(folder, {
      repositories: { "org/agent-ci@v1": inject("actionTree") },
      event: { name: "pull_request", payload: event },
    });
    const outcomes = Object.fromEntries(CASES.map((id) => [id, readFileSync(join(kept, id), "utf8").trim()]));
    // act says where the API of GitHub is, and nothing is there.
    expect(outcomes, log).toEqual({ within: "success", over: "failure unknown", unknown: "failure" });
    expect(log).toContain("all: $1,000.00 a month exceed $900.00.");
    expect(log).toContain("no price of claude-sonnet-9");
    expect(log).toContain("Who approved it cannot be asked, so nobody has:");
  });
});

describeWithClients("the workflow of init under act", ["act"], () => {
  async function play(budget: number) {
    const workflow = githubWorkflow("main", manifest.version, { costs: true });
    const judging = { "agent-ci.yaml": config(budget), "agent-usage.yaml": profile() };
    const files = { ...SHORT, ...judging, ".github/workflows/agent-ci.yml": workflow };
    const { workspace, event } = openPullRequest(files, LONG, {}, []);
    return playWorkflows(workspace, {
      repositories: pipelineRepositories(),
      event: { name: "pull_request", payload: event },
    });
  }

  test("waits where a budget is exceeded, judges again, and closes with what that said", async () => {
    const { log } = await play(900);
    expect(jobsOf(log), log).toEqual({
      Checks: "failed",
      "Show findings": "succeeded",
      "Cost approval": "failed",
      "Show cost approval": "succeeded",
      "agent-ci": "failed",
    });
  });

  test("waits for nobody within it", async () => {
    const { log } = await play(2000);
    expect(jobsOf(log), log).toEqual({ Checks: "succeeded", "Show findings": "succeeded", "agent-ci": "succeeded" });
  });
});

describe("the action on a runner of ours", () => {
  async function play(world: ApiWorld, id: (typeof CASES)[number]) {
    const { folder, event } = pullRequest();
    // The file whose owners may approve is the one that judges.
    const api = await playApprovals("github", { files: { CODEOWNERS: "/over/ @bob\n" }, ...world });
    const run = await runAction({
      tree: inject("releaseTree"),
      action: "cost-gate",
      eventName: "pull_request",
      event,
      workspace: folder,
      scratch: tempFolder(),
      with: given(id),
      github: { api_url: api.url, repository: "o/r", token: TOKEN, run_id: "1000" },
    });
    expect([api.violations, run.leaks]).toEqual([[], []]);
    return { ...run, said: run.log.join("\n"), json: readFileSync(run.outputs["report-path"] ?? "", "utf8") };
  }

  test("says how to approve what is over budget, and passes what is approved, with the name", async () => {
    const wanted = await play({ timeline: [] }, "over");
    expect(wanted).toMatchObject({ outcome: "failure", outputs: { approval: "wanted", result: "fail" } });
    const approved = await play({ timeline: [{ ...commented, body: phraseIn(wanted.json) }] }, "over");
    expect(approved).toMatchObject({ outcome: "success", outputs: { approval: "approved", result: "pass" } });
    expect(approved.json).toContain("Approved by bob.");
    expect(approved.said).toContain("bob approved it by a comment, at 2026-11-30T10:00:00Z.");
  });

  test("names the environment that a job can wait for", async () => {
    const { outputs } = await play({ timeline: [] }, "over");
    expect(outputs).toMatchObject({ "approval-environment": "money" });
  });
});

const packed = packedRelease();
const [COST, GATE] = ["agent-ci-cost-gate", "agent-ci-cost-gate-gate"];

describeWithClients("the component in gitlab-ci-local", ["gitlab-ci-local", "rsync"], () => {
  /** The pipeline of merge request 7, of which bob has said this. */
  async function play(budget: number, { model = "gpt-5.5", said = "" } = {}) {
    const files = { ...SHORT, "agent-ci.yaml": config(budget), "agent-usage.yaml": profile(model) };
    const { project, variables } = createMergeRequest(files, LONG);
    const api = await playApprovals("gitlab", {
      ...(said !== "" && { comments: [{ number: 7, author: "bob", authorId: 2, body: said }] }),
    });
    const pipeline = await runPipeline(project, {
      include: { local: "templates/cost-gate/template.yml" },
      inputs: { install: "none" },
      variables: {
        ...variables,
        CI_API_V4_URL: api.url,
        CI_API_GRAPHQL_URL: api.url.replace("/v4", "/graphql"),
        CI_PROJECT_ID: "1",
        CI_PROJECT_PATH: "g/p",
        CI_MERGE_REQUEST_PROJECT_ID: "1",
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "1",
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: A1,
        AGENT_CI_GITLAB_READ_TOKEN: "t",
      },
      programs: packed().bin,
    });
    expect(api.violations).toEqual([]);
    return { ...pipeline, json: pipeline.report(COST, "report.json") ?? "" };
  }

  test("passes within its budget, and fails over it and for an unknown price, in the gate alone", async () => {
    const within = await play(2000);
    expect(within.jobs, within.log).toEqual({ [COST]: "PASS", [GATE]: "PASS" });
    const unknown = await play(2000, { model: "claude-sonnet-9" });
    expect(unknown.jobs, unknown.log).toEqual({ [COST]: "PASS", [GATE]: "FAIL" });
    expect(unknown.log).toContain("no price of claude-sonnet-9");
  });

  test("passes what is approved, with the name", async () => {
    const over = await play(900);
    expect(over.jobs, over.log).toEqual({ [COST]: "PASS", [GATE]: "FAIL" });
    expect(over.log).toContain("Nobody has approved it.");
    const approved = await play(900, { said: phraseIn(over.json) });
    expect(approved.jobs, approved.log).toEqual({ [COST]: "PASS", [GATE]: "PASS" });
    expect(approved.log).toContain("bob approved it by a comment");
  });
});
