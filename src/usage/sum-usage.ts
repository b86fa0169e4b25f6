import { type DayOf, monthOf, weekOf } from "./calendar.ts";
import type { Counted } from "./record.ts";
import { addRecord, addTally, type RateKey, type Tallies, type Tally } from "./tally.ts";

/** By what usage can be told apart. */
export const DIMENSIONS = ["day", "week", "month", "workflow", "agent", "model", "skill", "client"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Names come from logs: beyond this many, the rest is one. */
const MOST_NAMES = 2000;
const OTHERS = "(others)";

/** Usage that is told apart by one dimension: the part of each of its values. */
export interface UsageTable {
  readonly by: Dimension;
  readonly rows: ReadonlyMap<string, readonly Tally[]>;
}
export interface UsageSums {
  readonly all: readonly Tally[];
  readonly tables: readonly UsageTable[];
  /** The first and the last day; absent where no record has a time. */
  readonly days?: readonly [string, string];
}

interface Asked {
  readonly by: readonly Dimension[];
  /** The days of the zone in which days are counted. */
  readonly dayOf: DayOf;
  readonly rateOf: RateKey;
}

/** Sums up records one after the other, in memory that grows with what they are told apart by alone. */
export function openSums({ by, dayOf, rateOf }: Asked) {
  const fine = new Map<string, { readonly values: Readonly<Record<Dimension, string>>; readonly tallies: Tallies }>();
  const names = new Map<Dimension, Set<string>>(NAMED.map((one) => [one, new Set()]));
  let first: string | undefined;
  let last: string | undefined;

  const named = (dimension: Dimension, name: string): string => {
    const known = names.get(dimension);
    if (!known || known.has(name)) return name;
    if (known.size >= MOST_NAMES) return OTHERS;
    known.add(name);
    return name;
  };

  const add = (told: Counted): void => {
    const model = named("model", told.model === "" ? "(not said)" : told.model);
    // Each name is a rate of its own, and a finding where it has no price: beyond the most, none has.
    const record = model === OTHERS ? { ...told, model } : told;
    const day = record.ts === undefined ? undefined : dayOf(record.ts);
    if (day !== undefined) {
      if (first === undefined || day < first) first = day;
      if (last === undefined || day > last) last = day;
    }
    const agent = named("agent", record.by.agent ?? "(not said)");
    const skill = named("skill", record.by.skill ?? "(none)");
    const workflow = named("workflow", record.by.workflow ?? "(not said)");
    const key = `${day}\0${model}\0${agent}\0${skill}\0${workflow}\0${record.source}`;
    let group = fine.get(key);
    if (!group) {
      const dated = day ?? "(undated)";
      const week = day === undefined ? dated : weekOf(day);
      const month = day === undefined ? dated : monthOf(day);
      const values = { day: dated, week, month, model, agent, skill, workflow, client: record.source };
      fine.set(key, (group = { values, tallies: new Map() }));
    }
    addRecord(group.tallies, record, rateOf);
  };

  const sums = (): UsageSums => {
    const all: Tallies = new Map();
    const tables = by.map((dimension) => ({ by: dimension, rows: new Map<string, Tallies>() }));
    for (const { values, tallies } of fine.values())
      for (const [key, tally] of tallies) {
        addTally(all, key, tally);
        for (const table of tables) {
          const value = values[table.by];
          const row = table.rows.get(value) ?? new Map();
          table.rows.set(value, row);
          addTally(row, key, tally);
        }
      }
    return {
      all: [...all.values()],
      tables: tables.map((table) => ({
        by: table.by,
        rows: new Map(Array.from(table.rows, ([value, tallies]) => [value, [...tallies.values()]])),
      })),
      ...(first !== undefined && last !== undefined && { days: [first, last] as const }),
    };
  };
  return { add, sums };
}

const NAMED: readonly Dimension[] = ["model", "agent", "skill", "workflow"];
