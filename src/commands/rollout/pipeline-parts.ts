import type { Place } from "../../host/files/place.ts";
import { addressVariable } from "../../measuring/ask-provider.ts";
import { objectOf } from "../../model/json.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { NamedJob, Plan } from "../../rollout/plan.ts";
import { measuringOf, toPlan } from "../../rollout/spec/draft-plan.ts";
import type { RolloutSpec } from "../../rollout/spec/spec.ts";
import { FORGE_NAMES, type ForgeName, type SetupGround, type SetupPart } from "../../setup/ground.ts";
import { rolloutPart } from "../../setup/rollout-part.ts";
import type { GivenVariable, RolloutShape } from "../../setup/rollout-shape.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { askedBy } from "../deploy/awaited.ts";
import { isTaken, receiverVariables } from "../deploy/notifying-of.ts";
import { readRollout } from "../deploy/read-rollout.ts";
import { surveyGround } from "../init/survey-ground.ts";

export interface Pipelines {
  readonly parts: readonly SetupPart[];
  /** Whose secrets they take. */
  readonly environments: readonly string[];
  /** What those are besides the key, by name: somebody has to give them to the forge. */
  readonly secrets: readonly string[];
}

/** What is missing of the pipelines that somebody asks for, for all rollouts of `rollouts/`. */
export async function pipelineParts(
  world: World,
  place: Place,
  asked: Readonly<Partial<Record<ForgeName, boolean>>>,
): Promise<Pipelines> {
  const forges = FORGE_NAMES.filter((forge) => asked[forge] === true);
  if (forges.length === 0) return { parts: [], environments: [], secrets: [] };
  const { ground, listed } = surveyGround(world);
  const { policy } = await openWorkspace(world, undefined, {});
  const told = receiverVariables(policy.settings.notifications);
  const shapes = listed
    .filter((path) => /^rollouts\/[^/]+\.ya?ml$/.test(path))
    .map((path) => shapeOf(readRollout(place, path).spec, told, ground));
  if (shapes.length === 0)
    throw new UsageError("There is no rollout that a pipeline could move: write one to `rollouts/<name>.yaml` first.");
  const secrets = shapes.flatMap(({ variables }) => variables.flatMap(({ name, of }) => (of === "token" ? [] : name)));
  return {
    parts: [...forges.map((forge) => rolloutPart(forge, ground, shapes)), { steps: [], left: orphans(listed, shapes) }],
    environments: [...new Set(shapes.map(({ environment }) => environment))],
    secrets: [...new Set(secrets)],
  };
}

/** Workflows of rollouts that are not there any longer: each of their ticks would fail. */
const orphans = (listed: readonly string[], shapes: readonly RolloutShape[]): readonly string[] =>
  listed.flatMap((path) => {
    const [, name] = /^\.github\/workflows\/agent-ci-rollout-(.+)\.yml$/.exec(path) ?? [];
    return name === undefined || shapes.some((one) => one.name === name)
      ? []
      : [`${path}: there is no rollout ${name} any longer: delete it.`];
  });

const jobsOf = ({ steps, prerequisites }: Plan): readonly Pick<NamedJob, "timeout">[] =>
  [...steps, ...prerequisites].flatMap((one) => ("command" in one ? [one] : []));

function shapeOf(spec: RolloutSpec, told: readonly string[], ground: SetupGround): RolloutShape {
  const plan = toPlan(spec);
  const asked = askedBy(plan).flatMap(({ environment, roles }) => roles.map((role) => ({ environment, role })));
  const keyOf = ({ environment, role }: (typeof asked)[number]): string => `${environment} ${role ?? ""}`;
  const golden = goldenOf(plan, ground);
  return {
    name: spec.name,
    environment: plan.environments.at(-1)?.name ?? "production",
    jobs: jobsOf(plan).reduce((sum, { timeout }) => sum + timeout, 0),
    approvals: asked.filter((one, index) => asked.findIndex((other) => keyOf(other) === keyOf(one)) === index),
    variables: variablesOf(spec, told),
    ...(golden && { golden }),
  };
}

/** What metrics are asked by, and who is told. What a job of the forge has by itself is handed by nobody. */
function variablesOf(spec: RolloutSpec, told: readonly string[]): readonly GivenVariable[] {
  const measured = [...measuringOf(spec).values()].flatMap(({ provider }): readonly GivenVariable[] => {
    const { prometheus, web, jsonl, githubActions } = provider;
    const addresses = [prometheus?.["address"], web?.["url"], jsonl?.["url"]].flatMap(
      (one) => addressVariable(one) ?? [],
    );
    const { token = "GITHUB_TOKEN" } = githubActions ?? {};
    const isOwn = token === "GITHUB_TOKEN";
    const known = addresses.filter((name) => !isTaken(name));
    return [
      ...known.map((name) => ({ name, of: "secretOrVariable" }) as const),
      ...(githubActions && (isOwn || !isTaken(String(token)))
        ? [{ name: String(token), of: isOwn ? "token" : "secret" } as const]
        : []),
    ];
  });
  const all = [...measured, ...told.map((name) => ({ name, of: "secret" }) as const)];
  return [...new Map(all.map((one) => [one.name, one])).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Cases with a command run programs of the repository: those alone have to be let run. */
function goldenOf({ steps }: Plan, { text, data }: SetupGround): RolloutShape["golden"] {
  const asked = steps.flatMap((step) => (step.kind === "golden" ? [step.dataset] : []));
  if (asked.length === 0) return undefined;
  const cases = asked.flatMap((path) => Object.values(objectOf(objectOf(data(text(path) ?? ""))["cases"])));
  return { commands: cases.some((one) => objectOf(one)["command"] !== undefined) };
}
