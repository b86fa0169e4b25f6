import { showLines } from "../../report/escape/terminal.ts";
import { safeJson } from "../../report/escape/json.ts";
import type { World } from "../../workspace/world.ts";
import type { EnvValues } from "./env.ts";
import { openEnvironments } from "../../workspace/open-environments.ts";
import { describeOrigin, settingAt } from "../../workspace/setting-lines.ts";

/** Every value that holds in an environment with its origin, and the names of its variables. */
export async function envShow(
  world: World,
  { format }: EnvValues,
  [name]: readonly [string, string | undefined],
): Promise<number> {
  const { folder, resolve, declared } = openEnvironments(world);
  const { settings, origins } = resolve(name);
  const sources = [`.env.${name}.example`, `.env.${name}`];
  const variables = [...new Set(sources.flatMap((file) => declared(name, file)))].sort().map((variable) => ({
    name: variable,
    set: (world.env[variable] ?? "") !== "",
    declaredIn: sources.filter((file) => declared(name, file).includes(variable)),
  }));
  const named = Array.from(origins, ([key, origin]) => {
    const { path } = origin;
    return [key, describeOrigin(path === undefined ? origin : { ...origin, path: folder + path })] as const;
  });
  if (format === "json") {
    world.out(safeJson({ version: 1, environment: name, settings, origins: Object.fromEntries(named), variables }));
    return 0;
  }
  const lines = [
    `environment: ${name}`,
    ...named.map(([key, origin]) => `${key}: ${JSON.stringify(settingAt(settings, key))}  # ${origin}`),
    ...(variables.length === 0 ? [] : ["", "Variables, by name; values are never read:"]),
    ...variables.map(
      (one) => `  ${one.name}  ${one.set ? "set here" : "not set here"}  # ${one.declaredIn.join(", ")}`,
    ),
  ];
  world.out(showLines(lines));
  return 0;
}
