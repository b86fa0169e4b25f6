import type { Settings } from "../config/schema.ts";
import { UNWANTED_RULES } from "../inventory/places/unwanted.ts";

/**
 * What a configuration adds to the table of what has no place in a repository: lists of patterns as in `.gitignore`. Of rules
 * that are off, and of those that hold for some paths only, too: who asks wants to know whether to look at all.
 */
export function alsoUnwanted({
  rules,
  overrides,
}: Pick<Settings, "rules" | "overrides">): readonly (readonly string[])[] {
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
