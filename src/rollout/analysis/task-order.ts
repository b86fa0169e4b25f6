import type { Dealt } from "../../statistics/blocks.ts";
import type { Instant } from "../state.ts";
import type { TaskRecord } from "./task-record.ts";

const MINUTE = 60_000;
/** What claims to end after the year 2990 ends then: a number of 32 bits has room for two of each minute. */
const LAST = 2 ** 29 - 1;
const SMALLEST = 1024;

/**
 * What is told of tasks, in the order in which it became known: by the minute in which they ended, and within it as it
 * was read. Tests that are looked at at any time go on from what they saw; one file after the other they would see
 * another past at each look. The first series is that of the canary.
 */
export function openTaskOrder() {
  let values = new Float64Array(SMALLEST);
  /** Minutes, each twice as large, and one more of the canary. */
  let keys = new Uint32Array(SMALLEST);
  let count = 0;
  return {
    take: (record: TaskRecord, value: number): void => {
      if (count === keys.length) {
        const [allValues, allKeys] = [values, keys];
        [values, keys] = [new Float64Array(2 * count), new Uint32Array(2 * count)];
        values.set(allValues);
        keys.set(allKeys);
      }
      values[count] = value;
      keys[count] = 2 * Math.min(LAST, Math.floor(record.ended / MINUTE)) + (record.variant === "canary" ? 1 : 0);
      count += 1;
    },
    /** Of one variant alone, as they were read. */
    of: (variant: TaskRecord["variant"]): Float64Array => {
      const wanted = variant === "canary" ? 1 : 0;
      const found = new Float64Array(count);
      let length = 0;
      for (let index = 0; index < count; index += 1)
        if (((keys[index] ?? 0) & 1) === wanted) {
          found[length] = values[index] ?? 0;
          length += 1;
        }
      return found.subarray(0, length);
    },
    all: (): Dealt => inOrder(keys.subarray(0, count), values),
    /** When the one at a place of that order ended, to the minute. */
    endedAt: (place: number): Instant => ((keys.slice(0, count).sort()[place] ?? 0) >>> 1) * MINUTE,
  };
}

/** By their minutes, those of one as they stand: counted, for a million are sorted too slowly. */
function inOrder(keys: Uint32Array, values: Float64Array): Dealt {
  const next = new Map<number, { at: number }>();
  const placeOf = openPlaces(next);
  for (const key of keys) placeOf(key).at += 1;
  let place = 0;
  for (const minute of Float64Array.from(next.keys()).sort()) {
    const found = placeOf(minute);
    [found.at, place] = [place, place + found.at];
  }
  const dealt = { isFirst: new Uint8Array(keys.length), values: new Float64Array(keys.length) };
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? 0;
    const found = placeOf(key);
    dealt.isFirst[found.at] = key & 1;
    dealt.values[found.at] = values[index] ?? 0;
    found.at += 1;
  }
  return dealt;
}

/** Most tasks end in the minute of the one before. */
function openPlaces(places: Map<number, { at: number }>): (key: number) => { at: number } {
  let last = { minute: -1, place: { at: 0 } };
  return (key) => {
    const minute = (key | 1) >>> 0;
    if (minute === last.minute) return last.place;
    const place = places.get(minute) ?? { at: 0 };
    places.set(minute, place);
    last = { minute, place };
    return place;
  };
}
