import type { Measurement } from "../model/measurement.ts";

/** `1,234,567`, `0.04213`: at most four significant digits where it is no integer, the same on every machine. */
export function amount(value: number): string {
  const text =
    Number.isInteger(value) || Math.abs(value) >= 1000 ? value.toFixed(0) : `${Number(value.toPrecision(4))}`;
  return text.replaceAll(/(?<!\..*)\B(?=(?:\d{3})+(?!\d))/g, ",");
}

/** `+120 (+11.1 %)` against the base side, or empty where there is none. */
export function changeWords({ value, base }: Measurement): string {
  if (base === undefined) return "";
  const sign = value >= base ? "+" : "";
  const share = base === 0 ? "" : ` (${sign}${(((value - base) / base) * 100).toFixed(1)} %)`;
  return `${sign}${amount(value - base)}${share}`;
}

export const isOver = ({ value, limit }: Measurement): boolean => limit !== undefined && value > limit;
