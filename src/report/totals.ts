import { SEVERITIES, type Severity } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import { withNoun } from "../model/numbers.ts";

export function tally({ diagnostics }: Report): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}

/** How long the run took: `0.12 s`, `72.30 s`. */
export const seconds = ({ run }: Report): string => `${(run.durationMs / 1000).toFixed(2)} s`;

/** `3 errors, 2 warnings, 1 info in 42 files`; says so where nothing was checked, since that is no pass. */
export function totals(report: Report): string {
  const counts = tally(report);
  const found = SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => withNoun(counts[severity], severity))
    .join(", ");
  const { artifacts, kinds } = report.checked;
  const files = withNoun(artifacts, Object.hasOwn(kinds, "requirement") ? "requirement" : "file");
  if (found === "" && artifacts === 0) return "No files were checked";
  const left = excused(report);
  return `${found === "" ? "No findings" : found} in ${files}${left === "" ? "" : `; not counted: ${left}`}`;
}

/** What counts nowhere: `2 suppressed, 12 in the baseline`, or empty. */
export function excused({ excused: all = [] }: Pick<Report, "excused">): string {
  const known = all.filter(({ by }) => by === "baseline").length;
  const parts = [
    ...(all.length > known ? [`${all.length - known} suppressed`] : []),
    ...(known > 0 ? [`${known} in the baseline`] : []),
  ];
  return parts.join(", ");
}
