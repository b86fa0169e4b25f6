import type { Estimate, CostInterval } from "../estimate/estimate.ts";
import { type Money, NO_MONEY } from "../money.ts";
import { keyOfWork } from "../profile/profile.ts";

/** One agent of a workflow on both sides. */
export interface CostRow {
  readonly workflow: string;
  readonly agent?: string;
  readonly team?: string;
  readonly change: "new" | "removed" | "changed" | "same" | "unknown";
  readonly before?: Estimate;
  readonly after?: Estimate;
}

/** What all of it comes to in a month; `open` where some of it has no price, so that it is at least this. */
export interface CostSum extends CostInterval {
  readonly open: boolean;
}

/** Both sides by workflow and agent, in the head's order; what is gone stands last. */
export function compareEstimates(
  after: readonly Estimate[],
  before: readonly Estimate[] | undefined,
): readonly CostRow[] {
  const old = new Map(before?.map((one) => [keyOfWork(one), one]));
  const rows = after.map((one): CostRow => {
    const was = old.get(keyOfWork(one));
    return { ...named(one), change: changeOf(one, was, before !== undefined), after: one, ...(was && { before: was }) };
  });
  const kept = new Set(after.map(keyOfWork));
  const gone = (before ?? []).filter((one) => !kept.has(keyOfWork(one)));
  return [...rows, ...gone.map((one): CostRow => ({ ...named(one), change: "removed", before: one }))];
}

const named = ({ workflow, agent, team }: Estimate) => ({
  workflow,
  ...(agent !== undefined && { agent }),
  ...(team !== undefined && { team }),
});

function changeOf(after: Estimate, before: Estimate | undefined, compared: boolean): CostRow["change"] {
  if (!before) return compared ? "new" : after.perMonth ? "same" : "unknown";
  if (!after.perMonth) return "unknown";
  if (!before.perMonth) return "changed";
  const [is, was] = [after.perMonth, before.perMonth];
  return is.low === was.low && is.expected === was.expected && is.high === was.high ? "same" : "changed";
}

export function monthlySum(estimates: readonly Estimate[]): CostSum {
  const add = (which: keyof CostInterval): Money =>
    estimates.reduce((sum, { perMonth }) => sum + (perMonth?.[which] ?? NO_MONEY), NO_MONEY);
  return {
    low: add("low"),
    expected: add("expected"),
    high: add("high"),
    open: estimates.some(({ perMonth }) => perMonth === undefined),
  };
}
