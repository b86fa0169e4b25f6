import type { Span } from "../plan.ts";
import { durationSchema } from "./schema-parts.ts";

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

const FORM = new RegExp(durationSchema.pattern, "u");

export const isDuration = (text: string): boolean => FORM.test(text);

/** `24h` → milliseconds. Its form has been judged. */
export function readSpan(duration: string): Span {
  const unit = Object.entries(UNITS).find(([name]) => duration.endsWith(name))?.[1] ?? 0;
  return Number(duration.slice(0, -1)) * unit;
}

/** Milliseconds in the largest unit of which they are a whole number, such as `24h`. */
export function showSpan(span: Span): string {
  const [name, unit] = Object.entries(UNITS).findLast(([, each]) => span >= each && span % each === 0) ?? ["ms", 1];
  // As people say it: 24h and 48h, but 7d and 2w.
  if (name === "d" && span <= 2 * UNITS.d) return `${span / UNITS.h}h`;
  return `${span / unit}${name}`;
}
