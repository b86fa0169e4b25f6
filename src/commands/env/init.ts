import { join } from "node:path";
import { expectTakeable, takeSteps } from "../../host/files/take-steps.ts";
import type { Step } from "../../model/steps.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { safeJson } from "../../report/escape/json.ts";
import type { World } from "../../workspace/world.ts";
import type { EnvValues } from "./env.ts";
import { planFor, isEnvironmentName, leftOutLine, refusedName } from "./environment-plan.ts";
import { openEnvironments } from "../../workspace/open-environments.ts";

/** Makes what is missing of an environment. */
export async function envInit(
  world: World,
  { format, "dry-run": dry }: EnvValues,
  [name]: readonly [string, string | undefined],
): Promise<number> {
  if (!isEnvironmentName(name)) throw new UsageError(refusedName(name));
  const environments = openEnvironments(world);
  const folder = join(environments.place.top, environments.folder);
  const { steps, leftOut } = planFor(environments, folder, name);
  if (dry === true) expectTakeable(folder, steps);
  else takeSteps(folder, steps);
  if (format === "json") world.out(safeJson({ version: 1, environment: name, done: !dry, steps, leftOut }));
  else {
    const lines = steps.map((step) => `${dry ? "would " : ""}${words(step)}`);
    if (steps.length === 0) lines.push(`${name} has everything${leftOut.length === 0 ? "" : " else"}.`);
    const others = leftOut.map(leftOutLine);
    world.out(showLines([...others, ...lines]));
  }
  return 0;
}

function words(step: Step): string {
  switch (step.do) {
    case "write":
      return `write ${step.path}`;
    case "append":
      return `add to ${step.path}: ${step.lines.join(", ")}`;
    case "remove":
      return `remove ${step.path}`;
    case "make-folder":
      return `make ${step.path}/`;
    default:
      return `copy ${step.from} to ${step.path}`;
  }
}
