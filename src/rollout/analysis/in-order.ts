import type { Dealt } from "../../statistics/blocks.ts";
import type { TaskRecord } from "./task-record.ts";

const MINUTE = 60_000;
/** What claims to end after the year 2990 ends then: small whole numbers take half as much memory. */
const LAST = 2 ** 29 - 1;

/**
 * What is told of tasks, in the order in which it became known: by the minute in which they ended, and within it as it
 * was read. Tests that are looked at at any time go on from what they saw; one file after the other they would see
 * another past at each look. The first series is that of the canary.
 */
export function openOrder<Value>() {
  const values: Value[] = [];
  /** Minutes, each twice as large, and one more of the canary. */
  const keys: number[] = [];
  const isOfCanary = (index: number): boolean => ((keys[index] ?? 0) & 1) === 1;
  return {
    take: (record: TaskRecord, value: Value): void => {
      values.push(value);
      keys.push(2 * Math.min(LAST, Math.floor(record.ended / MINUTE)) + (record.variant === "canary" ? 1 : 0));
    },
    /** Of one variant alone, in any order. */
    of: (variant: TaskRecord["variant"]): readonly Value[] =>
      values.filter((_, index) => isOfCanary(index) === (variant === "canary")),
    *all(): Dealt<Value> {
      for (const index of inOrder(keys)) {
        const value = values[index];
        if (value !== undefined) yield { isFirst: isOfCanary(index), value };
      }
    },
  };
}

/** The places of keys by their minutes, equal ones as they stand: counted, for a million are sorted too slowly. */
function inOrder(keys: readonly number[]): Uint32Array {
  const next = new Map<number, { at: number }>();
  const placeOf = openPlaces(next);
  for (const key of keys) placeOf(key).at += 1;
  let place = 0;
  for (const minute of Float64Array.from(next.keys()).sort()) {
    const found = placeOf(minute);
    [found.at, place] = [place, place + found.at];
  }
  const order = new Uint32Array(keys.length);
  keys.forEach((key, index) => {
    const found = placeOf(key);
    order[found.at] = index;
    found.at += 1;
  });
  return order;
}

/** Most tasks end in the minute of the one before. */
function openPlaces(places: Map<number, { at: number }>): (key: number) => { at: number } {
  let last = { minute: -1, place: { at: 0 } };
  return (key) => {
    const minute = key | 1;
    if (minute === last.minute) return last.place;
    const place = places.get(minute) ?? { at: 0 };
    places.set(minute, place);
    last = { minute, place };
    return place;
  };
}
