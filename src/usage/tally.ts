import { NO_TOKENS, plus, type Tokens, type UsageRecord } from "./record.ts";

/**
 * Records of one price per token, summed up. Prices may step with the length of a request and with the day, so that
 * sums over anything else cannot be priced.
 */
export interface Tally {
  /** The first of them: what it costs per token, all of them cost. */
  readonly like: UsageRecord;
  readonly tokens: Tokens;
  readonly items: Readonly<Record<string, number>>;
  /** Answers, as far as they are known. */
  readonly calls: number;
  readonly records: number;
  /** What the log says that they cost, in nano-dollars; absent where it says nothing of them. */
  readonly claimed?: number;
}

/** Records with the same answer have the same price per token of each kind. The book of prices says. */
export type RateKey = (record: UsageRecord) => string;

/** Tallies by their rate. A record with a claim stands apart from one without, so that claims can be compared. */
export type Tallies = Map<string, Tally>;

export function addRecord(tallies: Tallies, record: UsageRecord, rateOf: RateKey): void {
  const key = `${rateOf(record)} ${record.claimed === undefined ? "" : "claimed"} ${record.replayed ? "replayed" : ""}`;
  const tally = tallies.get(key);
  tallies.set(key, {
    like: tally?.like ?? record,
    tokens: plus(tally?.tokens ?? NO_TOKENS, record.tokens),
    items: addItems(tally?.items, record.items),
    calls: (tally?.calls ?? 0) + (record.calls ?? 0),
    records: (tally?.records ?? 0) + 1,
    ...(record.claimed !== undefined && { claimed: (tally?.claimed ?? 0) + record.claimed }),
  });
}

const NO_ITEMS: Tally["items"] = {};

function addItems(items = NO_ITEMS, more = NO_ITEMS): Tally["items"] {
  if (more === NO_ITEMS) return items;
  const sum = { ...items };
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
