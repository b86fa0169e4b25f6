import { csvCell } from "../syntax/csv-cell.ts";

/** Rows as CSV, by RFC 4180. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map((one) => csvCell(one)).join(",")}\r\n`).join("");
