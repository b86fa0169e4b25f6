import { csvCell } from "../syntax/csv-cell.ts";

/** Rows as CSV, by RFC 4180, each in a line of its own: names may hold breaks, and who reads lines would see two. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map((one) => csvCell(one.replaceAll(/[\t\r\n]+/g, " "))).join(",")}\r\n`).join("");
