import type { Rehearsed } from "../../rehearsal/case-result.ts";
import { showLines } from "../../report/escape/terminal.ts";

/** What was kept of each case, and why not of the rest. */
export function tellRecorded(cases: readonly Rehearsed[]): string {
  const lines = cases.map(({ scenario, rehearsals }) => {
    const outcomes = rehearsals.flatMap(({ exchanges }) => exchanges.map(({ outcome }) => outcome));
    const kept = outcomes.filter((one) => one.kind === "recorded" && one.id !== undefined).length;
    const replayed = outcomes.filter(({ kind }) => kind === "replayed").length;
    const why = outcomes.flatMap((one) => (one.kind === "recorded" && one.why !== undefined ? [one.why] : []));
    const rest = why.length === 0 ? "" : `; not kept: ${[...new Set(why)].join("; ")}`;
    return `${scenario.id}: ${kept} recorded, ${replayed} answered by recordings${rest}`;
  });
  return showLines(lines);
}
