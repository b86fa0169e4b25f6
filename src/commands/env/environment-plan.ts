import { type EnvironmentPlan, planEnvironment } from "../../environments/plan-environment.ts";
import { openFolder } from "../../host/files/folder.ts";
import { diskTree } from "../../host/files/tree.ts";
import type { Environments } from "../../workspace/open-environments.ts";

export const isEnvironmentName = (name: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(name);
export const refusedName = (name: string): string =>
  `"${name}" cannot name an environment. Use small letters, digits and hyphens.`;

export const leftOutLine = ({ name, path, why }: EnvironmentPlan["leftOut"][number]): string =>
  `no folder for data.paths.${name}, ${path}: ${why}`;

/** What is missing of an environment in the configuration's folder; `anew`: as if nothing of it were there. */
export function planFor(
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
