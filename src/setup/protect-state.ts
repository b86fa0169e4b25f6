import type { ForgeName } from "./ground.ts";

/** Where the ruleset lies that `init` writes for GitHub. */
export const RULESET = ".agent-ci/state-ruleset.json";

/**
 * A ruleset under which nobody takes back what is on a branch: it is neither deleted nor pushed over.
 * https://docs.github.com/en/rest/repos/rules#create-a-repository-ruleset, read 2026-11-30.
 */
export const rulesetFor = (branch: string): string =>
  `${JSON.stringify(
    {
      name: branch,
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
      rules: [{ type: "deletion" }, { type: "non_fast_forward" }],
    },
    undefined,
    2,
  )}\n`;

/** What a person types to put a private key where jobs of an environment alone read it. */
export const KEEP_KEY: Readonly<Record<ForgeName, (variable: string, environment: string, file: string) => string>> = {
  github: (variable, environment, file) => `gh secret set ${variable} --env ${environment} < ${file}`,
  gitlab: (variable, environment, file) =>
    `glab variable set ${variable} --scope ${environment} --protected --masked < ${file}`,
};

/** The same of a secret that somebody pastes. */
export const KEEP_SECRET: Readonly<Record<ForgeName, (variable: string, environment: string) => string>> = {
  github: (variable, environment) => `gh secret set ${variable} --env ${environment}`,
  gitlab: (variable, environment) => `glab variable set ${variable} --scope ${environment} --protected --masked`,
};

/**
 * What a person types so that no other branch than protected ones reads that key; of GitLab's variable, `--protected`
 * says so. https://docs.github.com/rest/deployments/environments, read 2026-11-30.
 */
export const PROTECT_KEY: Readonly<Partial<Record<ForgeName, (environment: string) => string>>> = {
  github: (environment) =>
    `gh api --method PUT 'repos/{owner}/{repo}/environments/${environment}' --field 'deployment_branch_policy[protected_branches]=true' --field 'deployment_branch_policy[custom_branch_policies]=false'`,
};

/**
 * What a person types to protect the branch.
 * 40: maintainers. https://docs.gitlab.com/api/protected_branches/#protect-repository-branches, read 2026-11-30.
 */
export const PROTECT_BRANCH: Readonly<Record<ForgeName, (branch: string) => string>> = {
  github: () => `gh api --method POST 'repos/{owner}/{repo}/rulesets' --input ${RULESET}`,
  gitlab: (branch) =>
    `glab api --method POST 'projects/:id/protected_branches' --field name=${branch} --field push_access_level=40 --field allow_force_push=false`,
};
