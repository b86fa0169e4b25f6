import type { Diagnostic } from "../model/diagnostic.ts";
import type { Measurement } from "../model/measurement.ts";
import type { Report, Verdict } from "../model/report.ts";
import { withNoun } from "../model/numbers.ts";

/** Answers with its reasons to refuse a report; no reason, no refusal. */
export type Gate = (report: Report) => readonly string[];

/** A bound on measurements: those of the metric that carry the labels, and whose path the pattern matches. */
export interface Bound {
  readonly metric: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly matches?: (path: string) => boolean;
  readonly max?: number;
  readonly min?: number;
}

/**
 * Fails when a gate has a reason. Without one, a report for which nothing was checked is inconclusive, for nothing
 * checked is not a pass; and so is one of which somebody doubts that it says enough.
 */
export function judge(report: Report, gates: readonly Gate[], doubts: readonly Gate[] = []): Verdict {
  const reasons = gates.flatMap((gate) => gate(report));
  if (reasons.length > 0) return { result: "fail", reasons };
  const { artifacts, kinds } = report.checked;
  if (artifacts === (kinds["policy"] ?? 0))
    return {
      result: "inconclusive",
      reasons: [
        `No agent configuration was found${artifacts === 0 ? "" : " but that of agent-ci itself"}, so nothing was checked: give the path of the folder that has it.`,
      ],
    };
  const doubted = doubts.flatMap((doubt) => doubt(report));
  return doubted.length > 0 ? { result: "inconclusive", reasons: doubted } : { result: "pass", reasons: [] };
}

/** Doubts a report with findings of a rule that says what could not be decided. */
export const undecidedBy =
  (rule: string): Gate =>
  ({ diagnostics }) =>
    diagnostics.flatMap((one) => (one.rule === rule ? [one.message] : []));

/** Refuses diagnostics of this severity and worse; `never` refuses none. */
export function failOn(threshold: "error" | "warning" | "never"): Gate {
  const refused: readonly Diagnostic["severity"][] =
    threshold === "never" ? [] : threshold === "warning" ? ["error", "warning"] : ["error"];
  return ({ diagnostics }) =>
    refused.flatMap((severity) => {
      const count = diagnostics.filter((one) => one.severity === severity).length;
      return count === 0 ? [] : [withNoun(count, severity)];
    });
}

/**
 * Refuses measurements outside a bound; a bound that no measurement answers to is refused too, for it holds nothing.
 */
export function within({ metric, labels = {}, matches, max, min }: Bound): Gate {
  const meant = (one: Measurement): boolean =>
    one.metric === metric &&
    Object.entries(labels).every(([name, value]) => one.labels[name] === value) &&
    (!matches || (one.path !== undefined && matches(one.path)));
  return ({ measurements }) => {
    const measured = measurements.filter(meant);
    if (measured.length === 0) return [`No measurement answers to the gate on ${metric}.`];
    return measured.flatMap(({ value, unit, path, labels: own }) => {
      const of = [
        ...(path === undefined ? [] : [path]),
        ...Object.entries(own).map(([name, label]) => `${name} ${label}`),
      ];
      const what = of.length === 0 ? metric : `${metric} of ${of.join(", ")}`;
      if (max !== undefined && value > max) return [`${what}: ${value} ${unit} exceed ${max}`];
      if (min !== undefined && value < min) return [`${what}: ${value} ${unit} are fewer than ${min}`];
      return [];
    });
  };
}
