import type { Place } from "../../host/files/place.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { NamedJob, Plan } from "../../rollout/plan.ts";
import { toPlan } from "../../rollout/spec/draft-plan.ts";
import type { RolloutSpec } from "../../rollout/spec/spec.ts";
import { FORGE_NAMES, type ForgeName, type SetupPart } from "../../setup/ground.ts";
import { rolloutPart } from "../../setup/rollout-part.ts";
import type { RolloutShape } from "../../setup/rollout-shape.ts";
import type { World } from "../../workspace/world.ts";
import { askedBy } from "../deploy/awaited.ts";
import { readRollout } from "../deploy/read-rollout.ts";
import { surveyGround } from "../init/survey-ground.ts";

/** What is missing of the pipelines that somebody asks for, for all rollouts of `rollouts/`. */
export function pipelineParts(
  world: World,
  place: Place,
  asked: Readonly<Partial<Record<ForgeName, boolean>>>,
): readonly SetupPart[] {
  const forges = FORGE_NAMES.filter((forge) => asked[forge] === true);
  if (forges.length === 0) return [];
  const { ground, listed } = surveyGround(world);
  const shapes = listed
    .filter((path) => /^rollouts\/[^/]+\.ya?ml$/.test(path))
    .map((path) => shapeOf(readRollout(place, path).spec));
  if (shapes.length === 0)
    throw new UsageError("There is no rollout that a pipeline could move: write one to `rollouts/<name>.yaml` first.");
  return forges.map((forge) => rolloutPart(forge, ground, shapes));
}

const jobsOf = ({ steps, prerequisites }: Plan): readonly Pick<NamedJob, "timeout">[] =>
  [...steps, ...prerequisites].flatMap((one) => ("command" in one ? [one] : []));

function shapeOf(spec: RolloutSpec): RolloutShape {
  const plan = toPlan(spec);
  const asked = askedBy(plan).flatMap(({ environment, roles }) => roles.map((role) => ({ environment, role })));
  const keyOf = ({ environment, role }: (typeof asked)[number]): string => `${environment} ${role ?? ""}`;
  return {
    name: spec.name,
    environment: plan.environments.at(-1)?.name ?? "production",
    jobs: jobsOf(plan).reduce((sum, { timeout }) => sum + timeout, 0),
    approvals: asked.filter((one, index) => asked.findIndex((other) => keyOf(other) === keyOf(one)) === index),
  };
}
