import { githubWorkflow } from "../../src/setup/github-workflow.ts";
import { gitlabPipeline } from "../../src/setup/gitlab-pipeline.ts";
import { HOOKS, HUSKY_LINES, LEFTHOOK, preCommitConfig } from "../../src/setup/hooks.ts";

/** What `agent-ci init` writes, to be copied by hand. */
export const renderSetup = (version: string): ReadonlyMap<string, string> =>
  new Map([
    ["templates/github/agent-ci.yml", githubWorkflow("main")],
    ["templates/gitlab/agent-ci.yml", gitlabPipeline(version)],
    ...HOOKS.map((hook) => [`templates/hooks/husky/${hook}`, `${HUSKY_LINES[hook]}\n`] as const),
    ["templates/hooks/lefthook.yml", LEFTHOOK],
    ["templates/hooks/pre-commit-config.yaml", preCommitConfig(version)],
  ]);
