import type { DayOf } from "./calendar.ts";
import { type Counted, inputOf } from "./record.ts";

/** One conversation of an agent with one model, in a run: what its requests have in common, and what they grow by. */
export interface Conversation {
  readonly workflow?: string;
  readonly agent?: string;
  readonly source: Counted["source"];
  readonly model: string;
  readonly run: number;
  /** Its first day, and when it began, in milliseconds since the epoch; absent where the log has no time. */
  readonly day?: string;
  readonly began?: number;
  readonly calls: number;
  /** Tokens of the first request, of all input and of all answers. */
  readonly first: number;
  readonly input: number;
  readonly output: number;
  /** What came in with requests after the first beside what was sent and answered before, and how many there were. */
  readonly grown: number;
  readonly steps: number;
  /** What was sent before, and how much of that a cache had, of requests after the first. */
  readonly known: number;
  readonly read: number;
  /** Tokens written to a cache for an hour, and for less. */
  readonly writtenHour: number;
  readonly written: number;
  readonly searches: number;
  readonly batched: number;
  /** By the book, in the unit of whoever prices. */
  readonly price: bigint;
  /** Answers without a price. */
  readonly unpriced: number;
}

export interface RunsFound {
  readonly conversations: readonly Conversation[];
  /** Answers that belong to no run that is known, or are sums of several. */
  readonly loose: number;
  /** Conversations beyond those that are kept. */
  readonly more: number;
}

/** What a record costs; undefined where nobody knows. */
export type PriceOf = (record: Counted) => bigint | undefined;

/** Each takes some hundred bytes. */
const MOST = 200_000;

type Open<T> = { -readonly [Name in keyof T]: T[Name] };
interface Growing {
  readonly sums: Open<Conversation>;
  /** Of the request before: all that it read, and what it answered. */
  before: number;
  answered: number;
}

/**
 * Sums up records by run, in the order in which each conversation has them. What nobody owes anything for is left out.
 */
export function openRuns(dayOf: DayOf, priceOf: PriceOf) {
  const open = new Map<string, Growing>();
  let [loose, more] = [0, 0];

  const add = (record: Counted): void => {
    const { run, thread, by, model, source, calls, replayed } = record;
    if (replayed) return;
    if (run === undefined || calls !== 1) {
      loose += 1;
      return;
    }
    const key = `${run} ${thread ?? run} ${by.workflow ?? ""}\0${by.agent ?? ""}\0${model}`;
    let one = open.get(key);
    if (!one) {
      if (open.size >= MOST) {
        more += 1;
        return;
      }
      const { workflow, agent } = by;
      const sums = {
        ...(workflow !== undefined && { workflow }),
        ...(agent !== undefined && { agent }),
        source,
        model,
        run,
        ...NOTHING,
      };
      open.set(key, (one = { sums, before: 0, answered: 0 }));
    }
    grow(one, record);
    const { sums } = one;
    if (record.ts !== undefined && record.ts < (sums.began ?? Infinity)) {
      sums.began = record.ts;
      sums.day = dayOf(record.ts);
    }
    const price = priceOf(record);
    if (price === undefined) sums.unpriced += 1;
    else sums.price += price;
  };

  const found = (): RunsFound => ({ conversations: Array.from(open.values(), ({ sums }) => sums), loose, more });
  return { add, found };
}

const NOTHING = {
  calls: 0,
  first: 0,
  input: 0,
  output: 0,
  grown: 0,
  steps: 0,
  known: 0,
  read: 0,
  writtenHour: 0,
  written: 0,
  searches: 0,
  batched: 0,
  price: 0n,
  unpriced: 0,
};

function grow(one: Growing, { tokens, items, tier }: Counted): void {
  const { sums, before, answered } = one;
  const input = inputOf(tokens);
  if (sums.calls === 0) sums.first = input;
  // A request that is shorter than the one before begins again: its context was compacted.
  else if (input >= before) {
    sums.steps += 1;
    sums.grown += Math.max(0, input - before - answered);
    sums.known += before;
    sums.read += Math.min(before, tokens.cacheRead);
  }
  sums.calls += 1;
  sums.input += input;
  sums.output += tokens.output;
  sums.writtenHour += tokens.cacheWrite1h;
  sums.written += tokens.cacheWrite5m;
  sums.searches += items?.["web-search"] ?? 0;
  if (tier === "batch") sums.batched += 1;
  one.before = input;
  one.answered = tokens.output;
}
