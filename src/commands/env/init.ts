import { join } from "node:path";
import { type EnvironmentPlan, planEnvironment } from "../../environments/plan-environment.ts";
import { openFolder } from "../../host/files/folder.ts";
import { expectTakeable, takeSteps } from "../../host/files/take-steps.ts";
import { diskTree } from "../../host/files/tree.ts";
import type { Step } from "../../model/steps.ts";
import { UsageError } from "../../model/usage-error.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { safeJson } from "../../report/escape/json.ts";
import type { World } from "../../workspace/world.ts";
import type { EnvValues } from "./env.ts";
import { type Environments, openEnvironments } from "../../workspace/open-environments.ts";

/** Makes what is missing of an environment. */
export async function envInit(
  world: World,
  { format, "dry-run": dry }: EnvValues,
  [name]: readonly [string, string | undefined],
): Promise<number> {
  if (!isEnvironmentName(name)) throw new UsageError(refusedName(name));
  const environments = openEnvironments(world);
  const folder = join(environments.place.top, environments.folder);
  const { steps, leftOut } = environmentPlan(environments, folder, name);
  if (dry === true) expectTakeable(folder, steps);
  else takeSteps(folder, steps);
  if (format === "json") world.out(safeJson({ version: 1, environment: name, done: !dry, steps, leftOut }));
  else {
    const lines = steps.map((step) => `${dry ? "would " : ""}${words(step)}`);
    if (steps.length === 0) lines.push(`${name} has everything${leftOut.length === 0 ? "" : " else"}.`);
    const others = leftOut.map(leftOutLine);
    world.out(guardLines(`${[...others, ...lines].map(terminal).join("\n")}\n`));
  }
  return 0;
}

export const isEnvironmentName = (name: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(name);
export const refusedName = (name: string): string =>
  `"${name}" cannot name an environment. Use small letters, digits and hyphens.`;

export const leftOutLine = ({ name, path, why }: EnvironmentPlan["leftOut"][number]): string =>
  `no folder for data.paths.${name}, ${path}: ${why}`;

/** What is missing of an environment in the configuration's folder; `anew`: as if nothing of it were there. */
export function environmentPlan(
  { names, resolve, declared }: Environments,
  folder: string,
  name: string,
  gitignore = diskTree(folder).readText(".gitignore") ?? "",
  { anew = false }: { readonly anew?: boolean } = {},
): EnvironmentPlan {
  const files = openFolder(folder);
  // An environment that is not there yet has what holds in all.
  const { settings } = resolve(names.includes(name) ? name : "local");
  const { seed } = settings.data;
  return planEnvironment({
    name,
    settings,
    isThere: (path) => !anew && files.entry(path) !== undefined,
    gitignore,
    seeds: anew || seed === undefined || name === "production" ? [] : below(files.list(), seed),
    names: [
      ...new Set([
        ...names.flatMap((each) => declared(each, `.env.${each}.example`)),
        ...(settings.requires ?? []).flatMap(({ secret }) => secret ?? []),
      ]),
    ].sort(),
  });
}

/** Regular files only: a link could lead anywhere. */
function below(listed: ReturnType<ReturnType<typeof openFolder>["list"]>, seed: string): readonly string[] {
  const folder = `${seed.replace(/^\.\//, "").replace(/(?<!\/)\/+$/, "")}/`;
  return listed
    .flatMap(({ path, link }) => (link === undefined && path.startsWith(folder) ? [path.slice(folder.length)] : []))
    .sort();
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
