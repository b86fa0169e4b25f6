import { instantIn } from "../model/instant.ts";

/** Numbers of a log that cannot be. */
export class Contradiction extends Error {}

/** More of nothing was ever served at once, and sums of so much stay exact. */
const MOST = 1e12;

/** How many: nothing is none. Throws Contradiction for what is no number of things. */
export function count(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > MOST) throw new Contradiction();
  return value;
}

/** How much: some things are measured in hours. Throws Contradiction for what is no such number. */
export function quantity(value: unknown): number {
  if (typeof value !== "number" || !(value >= 0 && value <= MOST)) throw new Contradiction();
  return value;
}

/** What is left of a whole without its parts. Throws Contradiction where they are more than it. */
export function remainder(whole: number, ...parts: readonly number[]): number {
  const rest = parts.reduce((left, part) => left - part, whole);
  if (rest < 0) throw new Contradiction();
  return rest;
}

/** Dollars as the nano-dollars that they stand for; undefined for what is no amount. */
export function nanoDollars(value: unknown): number | undefined {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) return undefined;
  const nano = Math.round(value * 1e9);
  return Number.isSafeInteger(nano) ? nano : undefined;
}

/**
 * Milliseconds since the epoch, of what a log writes for a time: ISO 8601, or milliseconds. Undefined for what is none
 * of this century: a clock that was never set, or another unit.
 */
export function timeOf(value: unknown): number | undefined {
  const time = typeof value === "string" ? instantIn(value) : typeof value === "number" ? value : Number.NaN;
  return time >= EARLIEST && time < LATEST ? Math.trunc(time) : undefined;
}

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
