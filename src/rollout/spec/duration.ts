import type { Span } from "../plan.ts";
import { DURATION } from "./schema-parts.ts";

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

export const isDuration = (text: string): boolean => DURATION.test(text);

/** `24h` → milliseconds. Its form has been judged. */
export function readSpan(duration: string): Span {
  const unit = Object.entries(UNITS).find(([name]) => duration.endsWith(name))?.[1] ?? 0;
  return Number(duration.slice(0, -1)) * unit;
}

/** How long something took: less than a minute in seconds, less than one in milliseconds. */
export const showTook = (span: Span): string =>
  span >= UNITS.m ? showSpan(span) : span >= UNITS.s ? `${(span / UNITS.s).toFixed(1)}s` : `${span}ms`;

/** Milliseconds as people say them, in two units at most: 24h, 48h, 7d, 43d 8h. */
export function showSpan(span: Span): string {
  const names = span <= 2 * UNITS.d ? (["h", "m", "s"] as const) : (["d", "h", "m", "s"] as const);
  let left = span;
  const parts = names.flatMap((name) => {
    const count = Math.floor(left / UNITS[name]);
    left -= count * UNITS[name];
    return count === 0 ? [] : [`${count}${name}`];
  });
  return parts.slice(0, 2).join(" ") || "0s";
}
