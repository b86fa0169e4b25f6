import { UsageError } from "../model/usage-error.ts";

/**
 * Throws UsageError where one of some options was given that has no effect for `why`: what is passed over in silence
 * looks as if it held.
 */
export function refuseWithoutEffect(
  values: Readonly<Record<string, unknown>>,
  options: readonly string[],
  why: string,
): void {
  const idle = options.filter((option) => isGiven(values[option])).map((option) => `--${option}`);
  if (idle.length > 0)
    throw new UsageError(
      `${why}, so ${idle.join(", ")} would have no effect: leave ${idle.length === 1 ? "it" : "them"} out. Nothing was done.`,
    );
}

/** A pipeline hands on a switch that is off as `false`. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== false;
