import type { StagedPlace } from "../../host/git/staged-place.ts";
import { configuredPaths } from "../../workspace/configured-paths.ts";
import { findPolicy } from "../../workspace/find-policy.ts";
import { readPolicy } from "../../workspace/policy.ts";
import { inPlace, type PolicyInPlace } from "../../workspace/policy-in-place.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

interface StagedPaths {
  readonly isLookedAt: (path: string) => boolean;
  /** What the user says a file is. */
  readonly kindOf: PolicyInPlace["kindOf"];
}

/** The paths that the staged configuration has looked at. Throws UsageError where that is wrong. */
export async function stagedPaths(world: World, { config }: HookValues, place: StagedPlace): Promise<StagedPaths> {
  const found = findPolicy(world, place, config, place.tree);
  const quiet = { ...world, notice: () => undefined }; // who judges by it gives the hints that there are
  const policy = inPlace(readPolicy(quiet, found, config === undefined ? {} : { config }), place);
  const isNamed = configuredPaths(policy);
  const files = await schemaFiles(policy);
  const { kindOf } = policy;
  const isLookedAt = (path: string): boolean =>
    isNamed(path) || kindOf(path) !== undefined || (files?.has(place.prefix + path) ?? true);
  return { isLookedAt, kindOf };
}

/** The files of all schemas, from the repository's top; undefined where one cannot be read, which the check tells. */
async function schemaFiles(policy: PolicyInPlace): Promise<ReadonlySet<string> | undefined> {
  if (policy.settings.schemas.length === 0) return new Set();
  const { readSchema } = await import("../../workspace/read-schema.ts");
  try {
    const all = await Promise.all(
      policy.settings.schemas.map(({ schema }) => readSchema(schema, policy, (why) => new Error(why))),
    );
    return new Set(all.flatMap(({ files }) => files.map((file) => policy.home + file)));
  } catch {
    return undefined;
  }
}
