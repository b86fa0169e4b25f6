import type { Held } from "./non-inferiority.ts";
import type { Interval } from "./wilson.ts";

/** A share in points, with one digit where they are not whole. */
export function points(share: number): string {
  const tenths = Math.round(share * 1000) / 10;
  return `${tenths < 0 ? "−" : ""}${Math.abs(tenths)}`;
}

/** `57 of 60, reference 60 of 60: −12.4 to 0 points`. */
export const tellDifference = ({ now, reference }: Held, { low, high }: Interval): string =>
  `${now.successes} of ${now.trials}, reference ${reference.successes} of ${reference.trials}: ${points(low)} to ${points(high)} points`;
