import { type Counted, NO_TOKENS, type Tokens, type UsageRecord } from "./record.ts";
import { hashOf } from "./seen.ts";

/** Numbers of one record. */
const WIDTH = 14;
const ABSENT = -1;

/**
 * Records between threads: a row of numbers each, and what of many is the same once. As objects, handing them over
 * takes longer than reading them.
 */
export interface Packed {
  readonly rows: Float64Array<ArrayBuffer>;
  /** What the rows of this pack have in common with others, by their number; those of earlier packs go on. */
  readonly facts: readonly Facts[];
}
type Facts = Omit<Counted, "ts" | "tokens" | "claimed" | "run" | "thread">;

/** Collects records until they are taken. */
export function openPacker() {
  const numbers = new Map<string, number>();
  let facts: Facts[] = [];
  let rows = new Float64Array(WIDTH * 1024);
  let used = 0;

  const add = ({ ts, tokens, claimed, run, thread, sourceId, ...rest }: UsageRecord): void => {
    const { source, provider, model, tier, geo, by, items } = rest;
    const key = `${source}\0${provider}\0${model}\0${tier}\0${geo}\0${rest.calls}${rest.partial}${rest.replayed}\0${by.agent}\0${by.skill}\0${by.mcp}\0${items ? JSON.stringify(items) : ""}`;
    let number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, (number = numbers.size));
      facts.push(rest);
    }
    if (used === rows.length) {
      const larger = new Float64Array(rows.length * 2);
      larger.set(rows);
      rows = larger;
    }
    const [one, other] = hashOf(`${source} ${sourceId}`);
    rows[used] = number;
    rows[used + 1] = ts ?? ABSENT;
    rows[used + 2] = one;
    rows[used + 3] = other;
    rows[used + 4] = tokens.uncached;
    rows[used + 5] = tokens.cacheRead;
    rows[used + 6] = tokens.cacheWrite5m;
    rows[used + 7] = tokens.cacheWrite1h;
    rows[used + 8] = tokens.assumed5m;
    rows[used + 9] = tokens.output;
    rows[used + 10] = tokens.reasoning;
    rows[used + 11] = claimed ?? ABSENT;
    rows[used + 12] = run ?? ABSENT;
    rows[used + 13] = thread ?? ABSENT;
    used += WIDTH;
  };

  const take = (): Packed => {
    const taken = { rows: rows.slice(0, used), facts };
    facts = [];
    used = 0;
    return taken;
  };
  return { add, take };
}

type Open<T> = { -readonly [Name in keyof T]: T[Name] };

/** What the packs of one thread have in common, and the record in which each of them is told. */
export type Known = (Omit<Open<Counted>, "tokens"> & { readonly tokens: Open<Tokens> })[];
/** `record` is another one when the next is told: what is kept of it has to be copied. */
export type TellPacked = (one: number, other: number, record: Counted) => void;

/** Tells the records of a pack, in their order. */
export function unpack({ rows, facts }: Packed, known: Known, tell: TellPacked): void {
  for (const fact of facts) known.push({ ...fact, tokens: { ...NO_TOKENS } });
  const at = (index: number): number => rows[index] ?? 0;
  for (let row = 0; row < rows.length; row += WIDTH) {
    const record = known[at(row)];
    if (!record) continue;
    const { tokens } = record;
    set(record, "ts", at(row + 1));
    set(record, "claimed", at(row + 11));
    set(record, "run", at(row + 12));
    set(record, "thread", at(row + 13));
    tokens.uncached = at(row + 4);
    tokens.cacheRead = at(row + 5);
    tokens.cacheWrite5m = at(row + 6);
    tokens.cacheWrite1h = at(row + 7);
    tokens.assumed5m = at(row + 8);
    tokens.output = at(row + 9);
    tokens.reasoning = at(row + 10);
    tell(at(row + 2), at(row + 3), record);
  }
}

function set(record: Open<Counted>, name: "ts" | "claimed" | "run" | "thread", value: number): void {
  if (value === ABSENT) delete record[name];
  else record[name] = value;
}
