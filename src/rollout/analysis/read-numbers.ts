import { isObject, type Json, parsed } from "../../model/json.ts";
import { quantile } from "../../statistics/quantile.ts";
import type { ReadEnd } from "../reconcile/evidence.ts";

/** A number that is asked of what a job printed, and what it is called from then on. */
export interface WantedNumber {
  readonly as: string;
  readonly of: string;
  /** Of a list of samples. */
  readonly quantile?: number;
}

/**
 * The numbers that a job printed: its last line that is a map in JSON, such as `{"memory_mb": 120, "spawn_ms": [11,
 * 14]}`. One that is missing, or is none, makes all of it unreadable: what was not measured keeps to no limit.
 */
export function readNumbers(said: string, wanted: readonly WantedNumber[]): ReadEnd {
  const printed = lastMap(said);
  if (!printed) return { unreadable: 'it printed no line of JSON, such as {"memory_mb": 120}' };
  const values = new Map<string, number>();
  for (const { as, of, quantile: share } of wanted) {
    const value = numberOf(Object.hasOwn(printed, of) ? printed[of] : undefined, share);
    if (value === undefined)
      return { unreadable: `it printed no number \`${of}\`${share === undefined ? "" : ", and no list of numbers"}` };
    values.set(as, value);
  }
  return { values: Object.fromEntries(values) };
}

function lastMap(said: string): Json | undefined {
  for (const line of said.split("\n").toReversed()) {
    if (!line.trimStart().startsWith("{")) continue;
    const value = parsed(line);
    if (isObject(value)) return value;
  }
  return undefined;
}

function numberOf(value: unknown, share: number | undefined): number | undefined {
  if (isNumber(value)) return value;
  if (share === undefined || !Array.isArray(value) || value.length === 0 || !value.every(isNumber)) return undefined;
  return quantile(value, share);
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
