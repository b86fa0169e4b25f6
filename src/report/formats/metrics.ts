import type { Measurement } from "../../model/measurement.ts";
import { escapeLabel, metricName } from "../escape/label.ts";
import type { Reporter } from "../reporter.ts";
import { tally } from "../totals.ts";
import { group } from "../../model/group.ts";

/**
 * OpenMetrics text, as GitLab's `artifacts:reports:metrics` and Prometheus read it: the totals, and the numbers that
 * have a limit. A merge request lists all that changed,
 * so that the numbers of single files would bury them; the JSON report has those.
 */
export const metrics: Reporter = ({ report }) => {
  const { error, warning } = tally(report);
  const counts = [
    { metric: "errors", value: error, unit: "", labels: {} },
    { metric: "warnings", value: warning, unit: "", labels: {} },
  ];
  const shown = report.measurements.filter(({ path, limit }) => path === undefined || limit !== undefined);
  const families = group([...counts, ...shown], ({ metric }) => `agent_ci_${metricName(metric)}`);
  const lines = [...families].flatMap(([name, all]) => [
    `# TYPE ${name} gauge`,
    ...Array.from(new Map(all.map((one) => [series(name, one), one.value])), ([one, value]) => `${one} ${value}`),
  ]);
  return `${[...lines, "# EOF"].join("\n")}\n`;
};

function series(name: string, { labels, path }: Measurement): string {
  const all = new Map(Object.entries(labels).map(([label, value]) => [metricName(label), value]));
  if (path !== undefined) all.set("path", path);
  if (all.size === 0) return name;
  return `${name}{${[...all].map(([label, value]) => `${label}="${escapeLabel(value)}"`).join(",")}}`;
}
