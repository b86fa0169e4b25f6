import type { Origin } from "../config/origin.ts";
import { type ConfigWorld, resolveConfig } from "../config/resolve.ts";
import type { EngineRule } from "../model/rule.ts";
import { disparities, type Resolved } from "./parity.ts";
import { environmentInvalid, environmentParity, environmentSharedData } from "./rules.ts";
import { sharedPaths } from "./shared-paths.ts";

/** Something about an environment; paths are relative to the configuration's folder. */
export interface EnvironmentFinding {
  readonly rule: EngineRule;
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly help?: string;
}

/**
 * All environments of a configuration, each resolved by itself and held against the others.
 * `own` are agent configuration's paths.
 */
export function judgeEnvironments(
  { readText, environments: all, file }: Pick<ConfigWorld, "readText" | "environments" | "file">,
  own: readonly string[],
): readonly EnvironmentFinding[] {
  const environments = all.slice(0, MOST);
  const results = environments.map((name) => {
    const env = { AGENT_CI_ENV: name };
    return {
      name,
      result: resolveConfig({ readText, environments, env, flags: {}, ...(file !== undefined && { file }) }),
    };
  });
  const resolved = results.flatMap(({ name, result }): Resolved[] => (result.ok ? [{ name, ...result }] : []));
  return [
    ...(all.length > MOST ? [{ rule: environmentInvalid, message: TOO_MANY }] : []),
    ...results.flatMap(({ name, result }) => (result.ok ? [] : result.problems.flatMap((one) => invalid(name, one)))),
    ...apart(resolved, rootOf(readText, file)),
    ...shared(resolved),
    ...own.flatMap((path) => inEnvironment(path, environments)),
  ];
}

/**
 * The environments that are judged at the most.
 * For each the whole configuration is read again, and a repository can be written to have a million.
 */
const MOST = 50;
const TOO_MANY = `There are more than ${MOST} environments; only the first ${MOST} by name are looked at.`;

/**
 * What is wrong with an environment's own files. What stands in the file at the top ends every run: only what an
 * environment's own files say is told here.
 */
function invalid(name: string, problem: { readonly message: string; readonly path?: string }): EnvironmentFinding[] {
  return problem.path?.startsWith(`environments/${name}/`) ? [{ rule: environmentInvalid, ...problem }] : [];
}

/** The settings without any environment's. */
function rootOf(readText: ConfigWorld["readText"], file: string | undefined): Resolved | undefined {
  const result = resolveConfig({
    readText: (path) => (/^environments\/[^/]+\/[^/]+$/.test(path) ? undefined : readText(path)),
    environments: [],
    env: {},
    flags: {},
    ...(file !== undefined && { file }),
  });
  return result.ok ? { name: "agent-ci.yaml", ...result } : undefined;
}

/** Each environment against production; production itself, and the only one, against what holds in all. */
function apart(all: readonly Resolved[], root: Resolved | undefined): readonly EnvironmentFinding[] {
  const production = all.find(({ name }) => name === "production");
  return all.flatMap((one) => {
    const other = one === production ? root : (production ?? root);
    if (!other) return [];
    const where = other === root ? `in ${other.name} at the top` : `in ${other.name}`;
    return disparities(one, other).map(({ key, value, otherValue, origin }) => ({
      rule: environmentParity,
      message: `\`${key}\` is ${value} in ${one.name} and ${otherValue} ${where}.`,
      ...placeOf(origin),
    }));
  });
}

function shared(all: readonly Resolved[]): readonly EnvironmentFinding[] {
  const [staging, production] = ["staging", "production"].map((wanted) => all.find(({ name }) => name === wanted));
  if (!staging || !production) return [];
  return sharedPaths(staging, production).map(({ name, path, otherName, otherPath }) => {
    const relation =
      path === otherPath
        ? "is the folder of"
        : path.startsWith(otherPath) || otherPath === "."
          ? "lies in"
          : "is around";
    const origin = staging.origins.get(`data.paths.${name}`);
    return {
      rule: environmentSharedData,
      message: `"${name}" of staging ${relation} "${otherName}" of production: ${path}.`,
      ...(origin && placeOf(origin)),
    };
  });
}

function inEnvironment(path: string, environments: readonly string[]): EnvironmentFinding[] {
  const name = /^environments\/([^/]+)\//.exec(path)?.[1];
  if (name === undefined || !environments.includes(name)) return [];
  return [{ rule: environmentParity, path, message: `This is agent configuration that only ${name} has.` }];
}

const placeOf = ({ path, line, column }: Origin): Partial<EnvironmentFinding> => ({
  ...(path !== undefined && { path }),
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
});
