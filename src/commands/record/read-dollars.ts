import { UsageError } from "../../model/usage-error.ts";

const MOST = 100_000;

/** Dollars that an option was given, as whole nano-dollars. Throws UsageError for what is no amount. */
export function readDollars(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const dollars = /^\d{1,6}(?:\.\d{1,9})?$/.test(text) ? Number(text) : 0;
  if (dollars <= 0 || dollars > MOST)
    throw new UsageError(`--${name} ${text}: give dollars, such as 2 or 0.50, up to ${MOST}.`);
  return Math.round(dollars * 1e9);
}
