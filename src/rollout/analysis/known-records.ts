import { UsageError } from "../../model/usage-error.ts";
import type { AnyTask } from "./task-record.ts";

/** How a record stands to those before it: another task, the same record once more, or one that contradicts it. */
type Told = "new" | "again" | "otherwise";

const SMALLEST = 1024;
/** Of every four places three may be taken. */
const FULL = 0.75;
/** By accident no search passes by a tenth as many places; who makes records for it would have one last for hours. */
const LONGEST_SEARCH = 10_000;

/**
 * Knows a record again, wherever it stands once more, by the checksum of its line. Two of one task that began at the
 * same time and do not say the same contradict each other; of other times they are events of one session, and each is
 * one. Of a million it keeps sixteen bytes a place, and no text: what belongs to a task is found by 64 bits, and what
 * it says by 53 more. Throws UsageError where records were made so that they are found slowly.
 */
export function openKnownRecords(): (sum: number, task: AnyTask, variant: string) => Told {
  let places = openPlaces(SMALLEST);
  let taken = 0;
  return (sum, { at, task }, variant) => {
    const id = task["task_id"];
    if (typeof id !== "string") return "new";
    if (taken >= FULL * places.lows.length) places = twiceAsMany(places);
    const [low, high] = numbersOf(id, at, variant);
    const first = put(places, low, high, sum);
    if (first === undefined) taken += 1;
    if (first === undefined) return "new";
    if (first === sum) return "again";
    // What contradicts the first one is found by what it says as well.
    if (put(places, (low ^ sum) >>> 0, high, sum) === sum) return "again";
    taken += 1;
    return "otherwise";
  };
}

/** Two numbers of 32 bits, of which the second one is not 0; whoever may write records could write others as well. */
function numbersOf(id: string, at: number, variant: string): readonly [number, number] {
  let [low, high] = [0x811c9dc5 ^ at, 0xdeadbeef ^ variant.charCodeAt(0)];
  for (let index = 0; index < id.length; index += 1) {
    const code = id.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
    high ^= high >>> 15;
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b);
  high = Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [(low ^ (low >>> 13) ^ high) >>> 0, (high ^ (high >>> 16)) >>> 0 || 1];
}

interface Places {
  readonly lows: Uint32Array;
  /** 0 where a place is free. */
  readonly highs: Uint32Array;
  readonly sums: Float64Array;
}

const openPlaces = (size: number): Places => ({
  lows: new Uint32Array(size),
  highs: new Uint32Array(size),
  sums: new Float64Array(size),
});

/** The sum that stood there; undefined where it is new. */
function put({ lows, highs, sums }: Places, low: number, high: number, sum: number): number | undefined {
  const last = lows.length - 1;
  let at = low & last;
  for (let passed = 0; highs[at] !== 0; passed += 1) {
    if (lows[at] === low && highs[at] === high) return sums[at];
    if (passed === LONGEST_SEARCH) throw new UsageError("its records were made to be told apart slowly: remove them");
    at = (at + 1) & last;
  }
  lows[at] = low;
  highs[at] = high;
  sums[at] = sum;
  return undefined;
}

function twiceAsMany({ lows, highs, sums }: Places): Places {
  const places = openPlaces(2 * lows.length);
  for (let at = 0; at < lows.length; at += 1)
    if (highs[at] !== 0) put(places, lows[at] ?? 0, highs[at] ?? 0, sums[at] ?? 0);
  return places;
}
