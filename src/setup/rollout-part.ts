import { includePart } from "./gitlab-include.ts";
import { githubRollback, githubRollout } from "./github-rollout.ts";
import { GITLAB_ROLLOUTS, gitlabRollout } from "./gitlab-rollout.ts";
import type { ForgeName, SetupGround, SetupPart } from "./ground.ts";
import { pipelineChanges, workflowChanges } from "./rollout-changes.ts";
import type { RolloutShape } from "./rollout-shape.ts";

/**
 * What moves rollouts by the pipelines of a forge, as far as it is not there. A file that is there is left alone: in
 * what it is no longer what the specifications ask for is said.
 */
export const rolloutPart = (forge: ForgeName, ground: SetupGround, rollouts: readonly RolloutShape[]): SetupPart =>
  ({ github: onGitHub, gitlab: onGitLab })[forge](ground, rollouts);

function onGitHub({ text, data, branch, version }: SetupGround, rollouts: readonly RolloutShape[]): SetupPart {
  const files = [
    ...rollouts.map((one) => [`agent-ci-rollout-${one.name}.yml`, githubRollout(branch, version, one)] as const),
    ["agent-ci-rollback.yml", githubRollback(branch, version, rollouts)] as const,
  ];
  const parts = files.map(([name, whole]): SetupPart => {
    const path = `.github/workflows/${name}`;
    const there = text(path);
    if (there === undefined) return { steps: [{ do: "write", path, text: whole }] };
    return { steps: [], left: changed(path, workflowChanges(data(whole), data(there))) };
  });
  return { steps: parts.flatMap(({ steps }) => steps), left: parts.flatMap(({ left = [] }) => left) };
}

function onGitLab(ground: SetupGround, rollouts: readonly RolloutShape[]): SetupPart {
  const { text, data, version, integrity, gitlab } = ground;
  const { steps, left = [] } = includePart(ground, GITLAB_ROLLOUTS);
  const stage = gitlab.stages === undefined || gitlab.stages.includes("deploy") ? undefined : gitlab.stages.at(-1);
  const choices = { ...(stage !== undefined && { stage }), ...(integrity !== undefined && { integrity }) };
  const whole = gitlabRollout(version, rollouts, choices);
  const there = text(GITLAB_ROLLOUTS);
  if (there === undefined) return { steps: [{ do: "write", path: GITLAB_ROLLOUTS, text: whole }, ...steps], left };
  return { steps, left: [...left, ...changed(GITLAB_ROLLOUTS, pipelineChanges(data(whole), data(there)))] };
}

const changed = (path: string, changes: readonly string[]): readonly string[] =>
  changes.length === 0
    ? []
    : [...changes.map((one) => `${path}: ${one}`), `${path}: or delete it, and run this again: it is written anew.`];
