import { integer, list, object, optional, oneOf, string, type Read } from "../model/read-value.ts";
import type { Section } from "../model/report.ts";
import type { SectionKind } from "../model/view.ts";
import type { Suppressed } from "./suppressions/suppress.ts";

interface Line {
  readonly rule: string;
  readonly reason: string;
  readonly where: "inline" | "configuration";
  readonly findings: number;
  readonly path?: string;
  readonly line?: number;
  readonly until?: string;
}
interface Ledger {
  readonly suppressions: readonly Line[];
  /** How many more there are than a report can hold. */
  readonly more: number;
}

/** A repository can be written to have a million, which nobody reads. */
const MOST = 500;
const LONGEST = 300;

/** Who answers for what: every suppression that holds, those that took out most first. None where there is none. */
export function suppressionLedger(ledger: Suppressed["ledger"]): readonly Section[] {
  if (ledger.length === 0) return [];
  const suppressions = ledger
    .map(({ suppression: { rule, reason, where, path, line, until }, findings }): Line => ({
      rule: rule.slice(0, LONGEST),
      ...(path !== undefined && { path }),
      ...(line !== undefined && { line }),
      reason: reason.slice(0, LONGEST),
      ...(until !== undefined && { until }),
      where,
      findings,
    }))
    .toSorted((a, b) => b.findings - a.findings)
    .slice(0, MOST);
  const data: Ledger = { suppressions, more: ledger.length - suppressions.length };
  return [{ kind: "suppressions", version: 1, data }];
}

const line: Read<Line> = (value, at) => ({
  ...object({ rule: string, reason: string, where: oneOf(["inline", "configuration"]), findings: integer(0) })(
    value,
    at,
  ),
  ...optional({ path: string, line: integer(1), until: string })(value, at),
});
const ledger: Read<Ledger> = object({ suppressions: list(line), more: integer(0) });

export const suppressionsKind: SectionKind = {
  kind: "suppressions",
  version: 1,
  view: (data) => {
    const { suppressions: lines, more } = ledger(data, "");
    const rows = lines.map((one) => [one.rule, placeOf(one), one.reason, one.until ?? "", String(one.findings)]);
    return {
      title: "Suppressed findings",
      blocks: [
        {
          columns: [
            { title: "Rule" },
            { title: "Place" },
            { title: "Reason" },
            { title: "Until" },
            { title: "Findings", align: "right" },
          ],
          rows,
        },
        ...(more === 0 ? [] : [{ lines: [`and ${more} more`] }]),
      ],
    };
  },
};

function placeOf({ where, path, line: at }: Line): string {
  if (where === "inline") return [path, at].filter((part) => part !== undefined).join(":");
  return `${path ?? "the repository"} (agent-ci.yaml)`;
}
