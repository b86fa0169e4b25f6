import { csvOf } from "../csv.ts";
import { inDecimals, ofNano } from "../money.ts";
import { readUsage, type UsagePart } from "./usage-section.ts";

const COLUMNS = [
  "by",
  "name",
  "calls",
  "input",
  "cache-read",
  "cache-write",
  "output",
  "reasoning",
  "low",
  "expected",
  "high",
  "unpriced-tokens",
] as const;

/** The tables of a section about usage, one below the other, and the whole at last: dollars, with nine decimals. */
export function usageCsv(data: unknown): string {
  const { tables, total } = readUsage(data, "");
  const rows = tables.flatMap(({ by, rows: all }) => all.map((part) => rowOf(by, part)));
  return csvOf([COLUMNS, ...rows, rowOf("", total)]);
}

const rowOf = (by: string, { name, calls, tokens, low, expected, high, unpriced }: UsagePart): readonly string[] => [
  by,
  name,
  ...[calls, tokens.uncached, tokens["cache-read"], tokens["cache-write"], tokens.output, tokens.reasoning].map(String),
  ...[low, expected, high].map((nano) => inDecimals(ofNano(BigInt(nano)))),
  String(unpriced),
];
