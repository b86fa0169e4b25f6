import { BARE_TICK, minutesOf, type RolloutShape } from "./rollout-shape.ts";

/** Where its jobs run, and what they install, where that is not what the component says. */
export interface GitLabRolloutChoices {
  readonly stage?: string;
  readonly integrity?: string;
}

/** Where the pipeline of rollouts lies. */
export const GITLAB_ROLLOUTS = ".gitlab/agent-ci-rollouts.yml";

/** The pipeline that moves rollouts: a tick on each push and by a schedule, what people ask, and approvals. */
export const gitlabRollout = (
  version: string,
  rollouts: readonly RolloutShape[],
  choices: GitLabRolloutChoices = {},
): string => `# From \`agent-ci rollout init --gitlab\`, and yours to change: agent-ci never writes over it.
# Ticks come with each push to the default branch, and by a schedule: Build, Pipeline schedules, every quarter of an hour.
# Somebody asks by starting a pipeline with the variables AGENT_CI_DEPLOY_VERB, such as promote or abort,
# AGENT_CI_DEPLOY_ROLLOUT and AGENT_CI_DEPLOY_REASON; an alert does by a trigger token. Who approves starts a manual job,
# and who does not starts the other one.
include:
${rollouts.map((rollout) => component(version, rollout, choices)).join("")}`;

function component(version: string, rollout: RolloutShape, { stage, integrity }: GitLabRolloutChoices): string {
  const { name, environment, golden } = rollout;
  const minutes = minutesOf(rollout, BARE_TICK.gitlab);
  const inputs = {
    rollout: JSON.stringify(name),
    environment: JSON.stringify(environment),
    "job-prefix": `${/^[a-z]/.test(name) ? "" : "rollout-"}${name}-`,
    ...(minutes > BARE_TICK.gitlab && { timeout: `${minutes} minutes` }),
    ...(golden && { "golden-cases": true, ...(golden.commands && { "golden-commands": true }) }),
    ...(stage !== undefined && { stage: JSON.stringify(stage) }),
    ...(integrity !== undefined && { integrity }),
  };
  const lines = Object.entries(inputs).map(([key, value]) => `      ${key}: ${value}\n`);
  return `  - component: $CI_SERVER_FQDN/agent-ci/agent-ci/deploy@${version}\n    inputs:\n${lines.join("")}`;
}
