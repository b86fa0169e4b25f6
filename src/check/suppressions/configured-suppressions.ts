import { matches } from "../../conditions/glob.ts";
import type { WrittenAt, Suppression } from "./suppression.ts";

/** An entry of `suppress:`. */
export interface ConfiguredSuppression {
  readonly rule: string;
  readonly path?: string;
  readonly reason: string;
  readonly until?: string;
}

/**
 * The suppressions of the configuration;
 * `fromConfig` gives the paths that its globs mean, `shownAt` where an entry stands.
 */
export function configuredSuppressions(
  entries: readonly ConfiguredSuppression[],
  fromConfig: (path: string) => string,
  shownAt: (index: number) => WrittenAt | undefined,
): readonly Suppression[] {
  return entries.map((entry, index) => {
    const { path: glob } = entry;
    const shown = shownAt(index);
    return {
      ...entry,
      where: "configuration",
      covers: ({ path }) =>
        path === undefined ? glob === undefined : glob !== undefined && matches(glob, fromConfig(path)),
      ...(shown && { shown }),
    };
  });
}
