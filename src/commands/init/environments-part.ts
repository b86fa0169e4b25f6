import { USUAL_ENVIRONMENTS } from "../../config/environment.ts";
import type { Step } from "../../model/steps.ts";
import type { SetupPart } from "../../setup/ground.ts";
import { openEnvironments } from "../../workspace/open-environments.ts";
import type { World } from "../../workspace/world.ts";
import { planFor, isEnvironmentName, leftOutLine, refusedName } from "../env/environment-plan.ts";
import type { Survey } from "./survey-ground.ts";

/** Environments with all that they consist of: those that there are, else the usual ones. */
export function environmentsPart(world: World, { top, ground }: Survey, planned: readonly Step[]): Required<SetupPart> {
  const environments = openEnvironments({ ...world, cwd: top });
  // The configuration is another folder's, and so are they.
  if (environments.folder !== "") return { steps: [], left: [] };
  const names = environments.names.length > 0 ? environments.names : USUAL_ENVIRONMENTS;
  const ignored = planned.flatMap((step) => (step.path === ".gitignore" && step.do === "append" ? step.lines : []));
  const gitignore = [ground.text(".gitignore") ?? "", ...ignored].join("\n");
  const plans = names
    .filter(isEnvironmentName)
    .map((name) => ({ name, ...planFor(environments, top, name, gitignore) }));
  return {
    steps: plans.flatMap(({ steps }) => steps),
    left: [
      ...plans.flatMap(({ name, leftOut }) => leftOut.map((one) => `environments/${name}: ${leftOutLine(one)}.`)),
      ...names.filter((name) => !isEnvironmentName(name)).map((name) => `environments/${name}: ${refusedName(name)}`),
    ],
  };
}

/** What the usual environments are made of where nothing of them is there yet. */
export function freshEnvironments(world: World, { top }: Survey): readonly Step[] {
  const environments = openEnvironments({ ...world, cwd: top });
  if (environments.folder !== "") return [];
  return environments.names
    .filter(isEnvironmentName)
    .flatMap((name) => planFor(environments, top, name, "", { anew: true }).steps);
}
