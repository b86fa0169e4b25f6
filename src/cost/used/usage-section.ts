import { thousands } from "../../model/numbers.ts";
import { integer, list, object, optional, type Read, recordOf, shortText, string } from "../../model/read-value.ts";
import type { Section } from "../../model/report.ts";
import type { View, ViewBlock } from "../../model/view.ts";
import { inDollars, inNano, type Money, ofNano } from "../money.ts";
import { ASSUMPTIONS } from "../book/price-usage.ts";
import { inputOf, type Tokens } from "../../usage/record.ts";
import type { PricedPart, PricedSums } from "./price-sums.ts";

/** What models were used for, by logs. Money is whole nano-dollars, as texts. */
export interface UsedByLogs {
  readonly book: { readonly version: string; readonly checkedOn: string };
  readonly zone: string;
  /** Absent where no record has a time. */
  readonly days?: { readonly first: string; readonly last: string };
  readonly total: UsagePart;
  readonly tables: readonly { readonly by: string; readonly rows: readonly UsagePart[]; readonly more: number }[];
  readonly unpriced: readonly { readonly why: string; readonly tokens: number }[];
  readonly assumed: readonly string[];
  /** What logs claim, and what the book says of the same answers. */
  readonly claims?: { readonly claimed: string; readonly priced: string };
  readonly replayed: number;
  /** By what is shipped, where a lock holds other prices. */
  readonly corrected?: string;
  readonly logs: LogFacts;
}
export interface UsagePart {
  readonly name: string;
  readonly calls: number;
  readonly tokens: {
    readonly uncached: number;
    readonly "cache-read": number;
    readonly "cache-write": number;
    readonly output: number;
    readonly reasoning: number;
  };
  readonly low: string;
  readonly expected: string;
  readonly high: string;
  /** Tokens without a price: where there are any, the price is at least this. */
  readonly unpriced: number;
}
export interface LogFacts {
  /** Files by the kind of log that they are. */
  readonly files: Readonly<Record<string, number>>;
  /** Files of no kind that is known. */
  readonly unknown: number;
  readonly bytes: number;
  readonly copies: number;
}

/** More rows than anybody reads: what is left out is counted. */
const MOST_ROWS = 400;

interface Shown {
  readonly priced: PricedSums;
  readonly days?: readonly [string, string];
  readonly book: UsedByLogs["book"];
  readonly zone: string;
  readonly corrected?: Money;
  readonly logs: LogFacts;
}

export function usageSection({ priced: { all, tables }, days, book, zone, corrected, logs }: Shown): Section {
  const data: UsedByLogs = {
    book: { version: book.version, checkedOn: book.checkedOn },
    zone,
    ...(days && { days: { first: days[0], last: days[1] } }),
    total: partOf("total", all),
    tables: tables.map(({ by, rows }) => ({
      by,
      rows: inOrder(by, rows)
        .slice(0, MOST_ROWS)
        .map(([name, part]) => partOf(name, part)),
      more: Math.max(0, rows.size - MOST_ROWS),
    })),
    unpriced: all.unpriced.map(({ why, tokens }) => ({ why, tokens: allOf(tokens) })),
    assumed: [...all.assumed].map((one) => ASSUMPTIONS[one]),
    ...(all.claims && { claims: { claimed: inNano(all.claims.claimed), priced: inNano(all.claims.priced) } }),
    replayed: allOf(all.replayed),
    ...(corrected !== undefined && corrected !== all.expected && { corrected: inNano(corrected) }),
    logs,
  };
  return { kind: "usage", version: 1, data };
}

const TIMES = new Set(["day", "week", "month"]);

/** The newest day first; of everything else the dearest. */
function inOrder(by: string, rows: ReadonlyMap<string, PricedPart>): readonly (readonly [string, PricedPart])[] {
  if (TIMES.has(by)) return [...rows].sort((one, other) => byName(other, one));
  return [...rows].sort((one, other) => {
    const [a, b] = [one[1].expected, other[1].expected];
    return a === b ? allOf(other[1].tokens) - allOf(one[1].tokens) || byName(one, other) : a > b ? -1 : 1;
  });
}

const byName = ([one]: readonly [string, PricedPart], [other]: readonly [string, PricedPart]): number =>
  one < other ? -1 : 1;

/** Input, cached or not, and output. */
const allOf = (tokens: Tokens): number => inputOf(tokens) + tokens.output;

function partOf(name: string, { calls, tokens, low, expected, high, unpriced }: PricedPart): UsagePart {
  return {
    name,
    calls,
    tokens: {
      uncached: tokens.uncached,
      "cache-read": tokens.cacheRead,
      "cache-write": tokens.cacheWrite5m + tokens.cacheWrite1h,
      output: tokens.output,
      reasoning: tokens.reasoning,
    },
    low: inNano(low),
    expected: inNano(expected),
    high: inNano(high),
    unpriced: unpriced.reduce((sum, one) => sum + allOf(one.tokens), 0),
  };
}

const amount = integer(0);
const LONGEST = 300;
const text = shortText(LONGEST);
const nano: Read<string> = (value, at) => {
  const digits = string(value, at);
  return /^\d{1,30}$/.test(digits) ? digits : text(undefined, at);
};
const part: Read<UsagePart> = object({
  name: text,
  calls: amount,
  tokens: object({ uncached: amount, "cache-read": amount, "cache-write": amount, output: amount, reasoning: amount }),
  low: nano,
  expected: nano,
  high: nano,
  unpriced: amount,
});
/** The data of a section that anybody may have written. Throws Mismatch. */
export const readUsage: Read<UsedByLogs> = (value, at) => ({
  ...object({
    book: object({ version: text, checkedOn: text }),
    zone: text,
    total: part,
    tables: list(object({ by: text, rows: list(part), more: amount })),
    unpriced: list(object({ why: text, tokens: amount })),
    assumed: list(text),
    replayed: amount,
    logs: object({ files: recordOf(amount), unknown: amount, bytes: amount, copies: amount }),
  })(value, at),
  ...optional({
    days: object({ first: text, last: text }),
    claims: object({ claimed: nano, priced: nano }),
    corrected: nano,
  })(value, at),
});

export function usageView(data: unknown): View {
  const usage = readUsage(data, "");
  return {
    title: `Usage: ${headline(usage)}`,
    leads: true,
    blocks: [...usage.tables.map(tableOf), { lines: notes(usage) }],
  };
}

function priceOf({ low, expected, high, unpriced }: UsagePart): string {
  const about = low === high ? "" : ` (${inDollars(ofNano(low))}–${inDollars(ofNano(high))})`;
  return `${unpriced > 0 ? "at least " : ""}${inDollars(ofNano(expected))}${about}`;
}

const headline = ({ total, days, zone }: UsedByLogs): string =>
  `${priceOf(total)}${days ? `, ${days.first === days.last ? days.first : `${days.first} to ${days.last}`} (${zone})` : ""}`;

const tableOf = ({ by, rows }: UsedByLogs["tables"][number]): ViewBlock => ({
  columns: [
    { title: by.slice(0, 1).toUpperCase() + by.slice(1) },
    { title: "Cost", align: "right" },
    { title: "Calls", align: "right" },
    { title: "Input", align: "right" },
    { title: "Cache read", align: "right" },
    { title: "Cache write", align: "right" },
    { title: "Output", align: "right" },
  ],
  rows: rows.map((row) => [
    row.name,
    priceOf(row),
    ...[row.calls, row.tokens.uncached, row.tokens["cache-read"], row.tokens["cache-write"], row.tokens.output].map(
      thousands,
    ),
  ]),
});

function notes({
  book,
  unpriced,
  assumed,
  claims,
  corrected,
  replayed,
  logs,
  tables,
  total,
}: UsedByLogs): readonly string[] {
  const { files, unknown, copies } = logs;
  const read = Object.entries(files).map(([kind, count]) => `${thousands(count)} of ${kind}`);
  return [
    ...tables.flatMap(({ by, more }) =>
      more > 0 ? [`${thousands(more)} more by ${by}: --format json has more.`] : [],
    ),
    `Priced by ${book.version}, checked on ${book.checkedOn}: what these tokens cost by list, whoever paid for them how.`,
    ...(corrected === undefined
      ? []
      : [
          `The lock holds other prices than are shipped now: by those it is ${inDollars(ofNano(corrected))}. \`agent-ci prices diff\` says which.`,
        ]),
    ...unpriced.map(({ why, tokens }) => `${thousands(tokens)} tokens are not in the price: ${why}.`),
    ...assumed.map((one) => `Assumed: ${one}.`),
    ...(claims ? [compare(claims)] : []),
    ...(total.tokens.reasoning > 0 ? [`${thousands(total.tokens.reasoning)} tokens of the output are reasoning.`] : []),
    ...(replayed > 0
      ? [`${thousands(replayed)} tokens came from recordings or scripts: nobody owes anything for them.`]
      : []),
    `Logs: ${read.join(", ") || "none"}.${copies > 0 ? ` ${thousands(copies)} answers stood in more than one, and count once.` : ""}`,
    ...(unknown > 0 ? [`${thousands(unknown)} ${unknown === 1 ? "file" : "files"} of no known kind left out.`] : []),
  ];
}

/** The cost that an agent reports is never trusted, and the difference is told. */
function compare({ claimed, priced }: NonNullable<UsedByLogs["claims"]>): string {
  const difference = BigInt(claimed) - BigInt(priced);
  const said = `Logs claim ${inDollars(ofNano(claimed))} for answers that cost ${inDollars(ofNano(priced))}`;
  if (difference === 0n) return `${said}: the same.`;
  return `${said}: ${inDollars(ofNano(difference < 0n ? -difference : difference))} too ${difference > 0n ? "much" : "little"}.`;
}
