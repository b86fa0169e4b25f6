import type { NanoInterval } from "./cost-data.ts";
import { readCost } from "./cost-view.ts";
import { csvOf } from "./csv.ts";
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
  return csvOf([COLUMNS, ...lines]);
}

const dollars = (interval: NanoInterval | undefined, which: keyof NanoInterval): string =>
  interval ? inDecimals(ofNano(BigInt(interval[which]))) : "";
