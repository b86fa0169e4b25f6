import type { Figure, Grounds, Judgement, RolloutState } from "../state.ts";
import { metricRecord } from "./metric-record.ts";

/** A verdict in one line: what it is, by which rule, of how many, and what it rests on. */
export function tellVerdict(name: string, { verdict, rule, why, figures }: Grounds & { readonly verdict: Judgement }) {
  const by = [rule, countOf(figures)].filter((part) => part !== "").join("; ");
  return `${name}: ${verdict}${by === "" ? "" : ` (${by})`}: ${why}`;
}

const countOf = (figures: readonly Figure[]): string =>
  figures.length === 0 ? "" : `n ${[...new Set(figures.map(({ n }) => n))].join(", ")}`;

/** More no entry of the audit log has room for. */
const MOST_TOLD = 50;

/** The same of the last verdicts of these metrics, for the audit log. */
export function tellVerdicts(state: RolloutState, names: readonly string[]): readonly string[] {
  const told = names.slice(0, MOST_TOLD).map((name) => tellVerdict(name, metricRecord(state, name)));
  return names.length > MOST_TOLD ? [...told, `and of ${names.length - MOST_TOLD} more`] : told;
}
