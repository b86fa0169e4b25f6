import { prerequisites } from "../../checks/prerequisites.ts";
import type { World } from "../../workspace/world.ts";
import { conclude } from "../../judging/conclude.ts";
import type { EnvValues } from "./env.ts";
import { openEnvironments } from "../../workspace/open-environments.ts";
import { openWorkspace } from "../../workspace/workspace.ts";

/** Looks on this machine for what an environment requires. */
export async function envCheck(
  world: World,
  values: EnvValues,
  [name]: readonly [string, string | undefined],
): Promise<number> {
  const environments = openEnvironments(world);
  environments.expect(name);
  const inside = { ...world, env: { ...world.env, AGENT_CI_ENV: name } };
  // Of the four actions this one prints a report: what is the form of a list elsewhere is a setting here.
  const settings = { ...values.settings, format: values.format };
  const workspace = await openWorkspace(inside, undefined, { settings, "policy-from": "head" });
  return conclude(world, workspace, { ...values }, [prerequisites(name, environments)]);
}
