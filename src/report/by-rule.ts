import { type Diagnostic, SEVERITIES, type Severity } from "../model/diagnostic.ts";
import type { ViewTable } from "../model/view.ts";
import { byPlace } from "./rank.ts";
import { group } from "../model/group.ts";

/** The findings of one rule that are equally severe, in the order of their places. */
export interface RuleCount {
  readonly severity: Severity;
  readonly rule: string;
  readonly found: readonly Diagnostic[];
}

/** Findings by severity and rule: the worst first, of those the most frequent. */
export function byRule(diagnostics: readonly Diagnostic[]): readonly RuleCount[] {
  const groups = group(diagnostics, ({ severity, rule }) => `${severity} ${rule}`);
  return [...groups.values()]
    .flatMap((found) => {
      const [first] = found;
      return first ? [{ severity: first.severity, rule: first.rule, found: found.toSorted(byPlace) }] : [];
    })
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.found.length - a.found.length ||
        (a.rule < b.rule ? -1 : 1),
    );
}

/** One row for each: how severe, which rule, how often, how many of them can be mended and with which flag. */
export const countsTable = (counts: readonly RuleCount[]): ViewTable => ({
  columns: [{ title: "found", align: "right" }, { title: "severity" }, { title: "rule" }, { title: "fixable" }],
  rows: counts.map(({ severity, rule, found }) => [String(found.length), severity, rule, fixableOf(found)]),
});

/** `3 with --fix, 2 with --fix-unsafe`, or empty. */
export function fixableOf(found: readonly Diagnostic[]): string {
  const safe = found.filter(({ fix }) => fix?.safe === true).length;
  const unsafe = found.filter(({ fix }) => fix?.safe === false).length;
  return [...(safe > 0 ? [`${safe} with --fix`] : []), ...(unsafe > 0 ? [`${unsafe} with --fix-unsafe`] : [])].join(
    ", ",
  );
}
