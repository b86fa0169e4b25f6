import { githubWorkflow } from "../../src/setup/github-workflow.ts";
import { gitlabPipeline } from "../../src/setup/gitlab-pipeline.ts";
import { HUSKY_LINE, LEFTHOOK, preCommitConfig } from "../../src/setup/hooks.ts";

/** What `agent-ci init` writes, to be copied by hand. */
export const renderSetup = (version: string): ReadonlyMap<string, string> =>
  new Map([
    ["templates/github/agent-ci.yml", githubWorkflow("main")],
    ["templates/gitlab/agent-ci.yml", gitlabPipeline(version)],
    ["templates/hooks/husky/pre-commit", `${HUSKY_LINE}\n`],
    ["templates/hooks/lefthook.yml", LEFTHOOK],
    ["templates/hooks/pre-commit-config.yaml", preCommitConfig(version)],
  ]);
