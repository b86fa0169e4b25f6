import { namedRollouts } from "../../checks/rollouts.ts";
import { readDataFile } from "../../host/files/read-data-file.ts";
import { UsageError } from "../../model/usage-error.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { pathOfNamed } from "../deploy/read-rollout.ts";
import { fixFirst } from "../fixing/fix-first.ts";
import type { RolloutValues } from "./options.ts";

const MOST_BYTES = 4_194_304;

/** What is wrong with specifications of rollouts, or with a set of flags. */
export async function rolloutLint(world: World, values: RolloutValues, named: string | undefined): Promise<number> {
  const before = values.before === undefined ? undefined : textOf(world, values.before);
  const checks = [namedRollouts(before)];
  return fixFirst(world, await openWorkspace(world, pathOfNamed(world.cwd, named), values), { ...values }, checks, {
    fixing: checks,
  });
}

function textOf({ cwd }: World, file: string): string {
  const found = readDataFile(cwd, file, MOST_BYTES);
  if (found.ok) return found.text;
  throw new UsageError(`--before: ${file} cannot be read: ${found.reason}.`);
}
