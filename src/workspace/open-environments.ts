import { describeProblem } from "../config/describe-problem.ts";
import { checkEnvironment } from "../config/environment.ts";
import type { Origin } from "../config/origin.ts";
import { resolveConfig } from "../config/resolve.ts";
import type { Settings } from "../config/schema.ts";
import { findConfig } from "../host/files/find-config.ts";
import { findPlace, type Place } from "../host/files/place.ts";
import { diskTree } from "../host/files/tree.ts";
import { declaredNames } from "../inventory/texts/declared-names.ts";
import { UsageError } from "../model/usage-error.ts";
import type { World } from "./world.ts";

/** The environments of the configuration that holds in the working directory. */
export interface Environments {
  readonly place: Place;
  /** The configuration's folder, from the repository's top: empty, or with a slash at its end. */
  readonly folder: string;
  readonly names: readonly string[];
  /** Throws UsageError where there is no such environment. */
  readonly expect: (name: string) => void;
  /** Throws UsageError likewise, and where its configuration cannot be read. */
  readonly resolve: (name: string) => ResolvedEnvironment;
  /** The names that a file of environment variables declares, without those that no file may set. */
  readonly declared: (name: string, file: string) => readonly string[];
}
export interface ResolvedEnvironment {
  readonly name: string;
  readonly settings: Settings;
  readonly origins: ReadonlyMap<string, Origin>;
}

export function openEnvironments(world: World): Environments {
  const place = findPlace(world.cwd, undefined);
  const tree = diskTree(place.top);
  const { folder, readText, environments: names } = findConfig(tree, place.prefix);
  const expect = (name: string): void => {
    const refused = checkEnvironment({ name }, names);
    if (refused) throw new UsageError(describeProblem(refused));
  };
  return {
    place,
    folder,
    names,
    expect,
    resolve: (name) => {
      expect(name);
      const result = resolveConfig({ readText, environments: names, env: { AGENT_CI_ENV: name }, flags: {} });
      if (result.ok) return { name, settings: result.settings, origins: result.origins };
      throw new UsageError(result.problems.map((one) => describeProblem(one, folder)));
    },
    declared: (name, file) => {
      const text = readText(`environments/${name}/${file}`) ?? "";
      return [...new Set(declaredNames(text).flatMap((one) => (one.reserved ? [] : one.name)))].sort();
    },
  };
}
