import type { AnyTask } from "./task-record.ts";

/** How a record stands to those before it: another task, the same record once more, or one that contradicts it. */
type Told = "new" | "again" | "otherwise";

const SMALLEST = 1024;
/** Of every four places three may be taken. */
const FULL = 0.75;

/**
 * Knows a record again, wherever it stands once more. Two of one task that began at the same time and do not say the
 * same contradict each other; of other times they are events of one session, and each is one. Of a million it keeps
 * twelve bytes a place, and no text.
 */
export function openOnce(): (line: string, task: AnyTask, variant: string) => Told {
  let table = openTable(SMALLEST);
  return (line, { at, task }, variant) => {
    const id = task["task_id"];
    if (typeof id !== "string") return "new";
    if (table.taken() >= FULL * table.size) table = grown(table);
    const [low, high] = numbersOf(id);
    const said = numberOf(line);
    const found = table.put((low ^ at) >>> 0, (high ^ Math.imul(variant.charCodeAt(0), 0x9e3779b1)) >>> 0 || 1, said);
    return found === undefined ? "new" : found === said ? "again" : "otherwise";
  };
}

function numberOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** Two numbers of 32 bits that a text comes to; whoever may write records could write others as well. */
function numbersOf(text: string): readonly [number, number] {
  let [low, high] = [0x811c9dc5, 0xdeadbeef];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
    high ^= high >>> 15;
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b);
  high = Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [(low ^ (low >>> 13) ^ high) >>> 0, (high ^ (high >>> 16)) >>> 0];
}

interface Table {
  readonly size: number;
  readonly taken: () => number;
  /** What stood there; a place whose `high` is 0 is free. Undefined where it is new. */
  readonly put: (low: number, high: number, said: number) => number | undefined;
  readonly each: (visit: (low: number, high: number, said: number) => void) => void;
}

function openTable(size: number): Table {
  const [lows, highs, saids] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  let taken = 0;
  return {
    size,
    taken: () => taken,
    put: (low, high, said) => {
      let at = low & (size - 1);
      while (highs[at] !== 0) {
        if (lows[at] === low && highs[at] === high) return saids[at];
        at = (at + 1) & (size - 1);
      }
      lows[at] = low;
      highs[at] = high;
      saids[at] = said;
      taken += 1;
      return undefined;
    },
    each: (visit) => {
      for (let at = 0; at < size; at += 1) if (highs[at] !== 0) visit(lows[at] ?? 0, highs[at] ?? 0, saids[at] ?? 0);
    },
  };
}

function grown(table: Table): Table {
  const next = openTable(2 * table.size);
  table.each((low, high, said) => void next.put(low, high, said));
  return next;
}
