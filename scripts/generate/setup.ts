import { githubRollback, githubRollout } from "../../src/setup/github-rollout.ts";
import { githubWorkflow } from "../../src/setup/github-workflow.ts";
import { gitlabPipeline } from "../../src/setup/gitlab-pipeline.ts";
import { gitlabRollout } from "../../src/setup/gitlab-rollout.ts";
import type { RolloutShape } from "../../src/setup/rollout-shape.ts";
import { githubAudit, gitlabAudit } from "./secret-audit.ts";
import { HOOKS, HUSKY_LINES, LEFTHOOK, preCommitConfig } from "../../src/setup/hooks.ts";

/** The rollout of the examples. */
const TEAM_A: RolloutShape = {
  name: "team-a",
  environment: "production",
  jobs: 0,
  approvals: [{ environment: "production", role: null }],
  variables: [],
};

/** What `agent-ci init` and `agent-ci rollout init` write, and what is copied by hand alone. */
export const renderSetup = (version: string): ReadonlyMap<string, string> =>
  new Map([
    ["templates/github/agent-ci.yml", githubWorkflow("main", version)],
    ["templates/gitlab/agent-ci.yml", gitlabPipeline(version)],
    ["templates/github/agent-ci-scenarios.yml", githubWorkflow("main", version, { rehearses: true })],
    ["templates/gitlab/agent-ci-scenarios.yml", gitlabPipeline(version, { rehearses: true })],
    ["templates/github/agent-ci-costs.yml", githubWorkflow("main", version, { costs: true })],
    ["templates/gitlab/agent-ci-costs.yml", gitlabPipeline(version, { costs: true })],
    ["templates/github/rollout.yml", githubRollout("main", version, TEAM_A)],
    ["templates/github/rollback.yml", githubRollback("main", version, [TEAM_A])],
    ["templates/gitlab/rollout.yml", gitlabRollout(version, [TEAM_A])],
    ["templates/github/secret-audit.yml", githubAudit(version)],
    ["templates/gitlab/secret-audit.yml", gitlabAudit(version)],
    ...HOOKS.map((hook) => [`templates/hooks/husky/${hook}`, `${HUSKY_LINES[hook]}\n`] as const),
    ["templates/hooks/lefthook.yml", LEFTHOOK],
    ["templates/hooks/pre-commit-config.yaml", preCommitConfig(version)],
  ]);
