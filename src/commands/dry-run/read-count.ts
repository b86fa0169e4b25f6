import { UsageError } from "../../model/usage-error.ts";

/** A whole number that an option was given. Throws UsageError for anything else; undefined where it was not given. */
export function readCount(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const count = /^\d{1,12}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > most) throw new UsageError(`--${name} ${text}: give a whole number from 1 to ${most}.`);
  return count;
}
