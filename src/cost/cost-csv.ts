import type { NanoInterval } from "./cost-data.ts";
import { readCost } from "./cost-view.ts";
import { inDecimals, ofNano } from "./money.ts";

const COLUMNS = ["workflow", "agent", "team", "model", "change", "before", "low", "expected", "high", "why"] as const;

/** The rows of a cost section: dollars a month, with nine decimals. */
export function costCsv(data: unknown): string {
  const { rows, before: base } = readCost(data, "");
  const lines = rows.map(({ workflow, agent = "", team = "", model, change, before, after, why = "" }) => [
    workflow,
    agent,
    team,
    model,
    base ? change : "",
    dollars(before, "expected"),
    dollars(after, "low"),
    dollars(after, "expected"),
    dollars(after, "high"),
    why,
  ]);
  return [COLUMNS, ...lines].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

const dollars = (interval: NanoInterval | undefined, which: keyof NanoInterval): string =>
  interval ? inDecimals(ofNano(BigInt(interval[which]))) : "";

/** RFC 4180; a name that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) && !/^-?\d+\.\d+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
