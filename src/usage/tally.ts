import type { Tokens, Counted } from "./record.ts";

/**
 * Records of one price per token, summed up. Prices may step with the length of a request and with the day, so that
 * sums over anything else cannot be priced.
 */
export interface Tally {
  /** The first of them: what it costs per token, all of them cost. */
  readonly like: Counted;
  readonly tokens: Tokens;
  readonly items: Readonly<Record<string, number>>;
  /** Answers, as far as they are known. */
  readonly calls: number;
  readonly records: number;
  /** Records of answers that broke off. */
  readonly partial: number;
  /** What the log says that they cost, in nano-dollars; absent where it says nothing of them. */
  readonly claimed?: number;
}

/** Records with the same answer have the same price per token of each kind. The book of prices says. */
export type RateKey = (record: Counted) => string;

type Open<T> = { -readonly [Name in keyof T]: T[Name] };
export type OpenTally = Omit<Open<Tally>, "tokens" | "items"> & {
  readonly tokens: Open<Tokens>;
  readonly items: Record<string, number>;
};

/** Tallies by their rate. */
export type Tallies = Map<string, OpenTally>;

/**
 * A record with a claim stands apart from one without, so that claims can be compared with what they are about; what
 * came from recordings, from what somebody owes; what has something charged by the piece, which may have no price, from
 * the rest.
 */
export function addRecord(tallies: Tallies, record: Counted, rateOf: RateKey): void {
  const { claimed, replayed, items, partial } = record;
  const pieces = items ? Object.keys(items).join() : "";
  const key = `${claimed === undefined ? "" : "claimed"} ${replayed ? "replayed" : ""} ${pieces} ${rateOf(record)}`;
  let tally = tallies.get(key);
  if (!tally) tallies.set(key, (tally = newTally(record)));
  addTokens(tally.tokens, record.tokens);
  if (items) for (const [name, count] of Object.entries(items)) tally.items[name] = (tally.items[name] ?? 0) + count;
  tally.calls += record.calls ?? 0;
  tally.records += 1;
  if (partial) tally.partial += 1;
  if (claimed !== undefined) tally.claimed = (tally.claimed ?? 0) + claimed;
}

/** Adds what was summed up elsewhere. */
export function addTally(tallies: Tallies, key: string, more: Tally): void {
  let tally = tallies.get(key);
  if (!tally) tallies.set(key, (tally = newTally(more.like)));
  addTokens(tally.tokens, more.tokens);
  for (const [name, count] of Object.entries(more.items)) tally.items[name] = (tally.items[name] ?? 0) + count;
  tally.calls += more.calls;
  tally.records += more.records;
  tally.partial += more.partial;
  if (more.claimed !== undefined) tally.claimed = (tally.claimed ?? 0) + more.claimed;
}

function newTally(like: Counted): OpenTally {
  const tokens = { uncached: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, assumed5m: 0, output: 0, reasoning: 0 };
  // Names of what is charged by the piece come from logs: `__proto__` is one like any other.
  const items: Record<string, number> = Object.create(null);
  // Whoever tells records may tell the next one in the same object.
  return { like: { ...like, tokens: { ...like.tokens } }, tokens, items, calls: 0, records: 0, partial: 0 };
}

function addTokens(sum: Open<Tokens>, more: Tokens): void {
  sum.uncached += more.uncached;
  sum.cacheRead += more.cacheRead;
  sum.cacheWrite5m += more.cacheWrite5m;
  sum.cacheWrite1h += more.cacheWrite1h;
  sum.assumed5m += more.assumed5m;
  sum.output += more.output;
  sum.reasoning += more.reasoning;
}
