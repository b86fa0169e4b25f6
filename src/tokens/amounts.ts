import { finite, object, optional, type Read } from "../model/read-value.ts";
import { thousands } from "../model/numbers.ts";
import type { Amount } from "./estimate.ts";

export const readAmount: Read<Amount> = (value, at) => ({
  ...object({ value: finite })(value, at),
  ...optional({ low: finite, high: finite })(value, at),
});

/** `1,234`, or `≈ 1,640 (1,308–2,221)`. */
export function amountText({ value, low, high }: Amount): string {
  if (low === undefined || high === undefined || value === 0) return thousands(value);
  return `≈ ${thousands(value)} (${thousands(low)}–${thousands(high)})`;
}

/** The same with its unit, in the number that it takes: `1 token`, `≈ 12 (9–14) tokens`. */
export const tokensText = (amount: Amount): string =>
  `${amountText(amount)} token${amount.value === 1 && amount.low === undefined ? "" : "s"}`;

/** A folder of the checked one, or the plugin that is installed. */
export function whereOf({ folder, plugin }: { readonly folder: string; readonly plugin?: string }): string {
  return plugin === undefined ? folder || "." : `plugin ${plugin || "."}`;
}
