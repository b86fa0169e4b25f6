import { compilePatterns, isLeftOut } from "../conditions/glob.ts";
import type { Settings } from "../config/schema.ts";
import { UNWANTED_RULES } from "../inventory/places/unwanted.ts";
import type { PolicyInPlace } from "./policy-in-place.ts";

type Naming = Pick<Settings, "rules" | "overrides" | "schemas">;

/**
 * Says of a path of the checked folder whether the configuration has it looked at by its name: as one that has no place
 * in git, or as one that a schema is about.
 */
export function configuredPaths({ settings, matches }: PolicyInPlace): (path: string) => boolean {
  const unwanted = alsoUnwanted(settings).map((patterns) => compilePatterns(patterns));
  const globs = settings.schemas.flatMap(({ files }) => files);
  return (path) => unwanted.some((match) => isLeftOut(match, path)) || globs.some((glob) => matches(glob, path));
}

/**
 * What a configuration adds to the table of what has no place in a repository: lists of patterns. Rules that are
 * off, or hold for some paths only, count too: the question is only whether to look at all.
 */
function alsoUnwanted({ rules, overrides }: Naming): readonly (readonly string[])[] {
  return [rules, ...overrides.map((override) => override.rules)].flatMap((all) =>
    UNWANTED_RULES.flatMap((id) => {
      const setting = Object.hasOwn(all, id) ? all[id] : undefined;
      return typeof setting === "object" ? Object.values(setting.options ?? {}).flatMap(patterns) : [];
    }),
  );
}

/** These rules have no options but lists of patterns. */
const patterns = (value: unknown): readonly (readonly string[])[] =>
  Array.isArray(value) ? [value.filter((one) => typeof one === "string")] : [];
