import { includePart } from "./gitlab-include.ts";
import { githubRollback, githubRollout } from "./github-rollout.ts";
import { gitlabRollout } from "./gitlab-rollout.ts";
import type { ForgeName, SetupGround, SetupPart } from "./ground.ts";
import type { RolloutShape } from "./rollout-shape.ts";

const GITLAB = ".gitlab/agent-ci-rollouts.yml";

/** What moves rollouts by the pipelines of a forge, as far as it is not there. A file that is there is left alone. */
export const rolloutPart = (forge: ForgeName, ground: SetupGround, rollouts: readonly RolloutShape[]): SetupPart =>
  ({ github: onGitHub, gitlab: onGitLab })[forge](ground, rollouts);

function onGitHub({ text, branch, version }: SetupGround, rollouts: readonly RolloutShape[]): SetupPart {
  const [first] = rollouts;
  const files = [
    ...rollouts.map((one) => [`agent-ci-rollout-${one.name}.yml`, githubRollout(branch, version, one)] as const),
    ...(first ? [["agent-ci-rollback.yml", githubRollback(branch, version, first.environment)] as const] : []),
  ];
  return {
    steps: files.flatMap(([name, whole]) => {
      const path = `.github/workflows/${name}`;
      return text(path) === undefined ? [{ do: "write" as const, path, text: whole }] : [];
    }),
  };
}

function onGitLab(ground: SetupGround, rollouts: readonly RolloutShape[]): SetupPart {
  const { text, version, integrity, gitlab } = ground;
  const { steps, left = [] } = includePart(ground, GITLAB);
  const there = text(GITLAB);
  if (there !== undefined) {
    const missing = rollouts.filter(({ name }) => !there.includes(`rollout: ${JSON.stringify(name)}`));
    const more = missing.map(
      ({ name }) => `${GITLAB}: add the component deploy once more, with \`rollout: "${name}"\`.`,
    );
    return { steps, left: [...left, ...more] };
  }
  const stage = gitlab.stages === undefined || gitlab.stages.includes("deploy") ? undefined : gitlab.stages.at(-1);
  const choices = { ...(stage !== undefined && { stage }), ...(integrity !== undefined && { integrity }) };
  return {
    steps: [{ do: "write", path: GITLAB, text: gitlabRollout(version, rollouts, choices) }, ...steps],
    left,
  };
}
