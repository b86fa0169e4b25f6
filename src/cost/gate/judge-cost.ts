import { asChange, inDollars, type Money, ofNano } from "../money.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { type CostSum, monthlySum } from "./compare.ts";

/** An entry of the setting `cost.budgets`. */
export interface CostBudget {
  readonly name: string;
  readonly workflow?: string;
  readonly agent?: string;
  readonly team?: string;
  readonly environment?: string;
  readonly per?: "day" | "week" | "month";
  readonly "total-dollars"?: number;
  readonly "increase-dollars"?: number;
  readonly "increase-percent"?: number;
  readonly "warn-at-percent"?: readonly number[];
  readonly "even-if-before"?: boolean;
  readonly severity?: "error" | "warning" | "info";
  readonly message?: string;
}

/** What is said of a budget. `before` and `undecided` refuse nothing by themselves. */
export interface BudgetVerdict {
  readonly budget: string;
  readonly kind: "over" | "increase" | "near" | "before" | "undecided" | "unbound";
  /** Absent where the rule's own holds. */
  readonly severity?: "error" | "warning" | "info";
  readonly message: string;
}

export interface JudgedBudget {
  readonly name: string;
  readonly per: "day" | "week" | "month";
  readonly total?: Money;
  readonly after: CostSum;
  readonly before?: CostSum;
  readonly verdicts: readonly BudgetVerdict[];
}

/** Sides to judge; without a base nothing can have grown. */
export interface CostSides {
  readonly after: readonly Estimate[];
  readonly before?: readonly Estimate[] | undefined;
  readonly environment?: string | undefined;
}

/** Each budget against what is expected; money is compared before anything of it is rounded. */
export const judgeCost = (budgets: readonly CostBudget[], sides: CostSides): readonly JudgedBudget[] =>
  budgets
    .filter(({ environment }) => environment === undefined || environment === sides.environment)
    .map((budget) => judgeBudget(budget, sides));

function judgeBudget(budget: CostBudget, sides: CostSides): JudgedBudget {
  const { name, per = "month" } = budget;
  const part = (side: readonly Estimate[]): CostSum =>
    perPeriod(monthlySum(side.filter((one) => isOf(budget, one))), per);
  const after = part(sides.after);
  const before = sides.before && part(sides.before);
  const total = moneyOf(budget["total-dollars"]);
  const isEmpty = ![...sides.after, ...(sides.before ?? [])].some((one) => isOf(budget, one));
  const said: readonly (BudgetVerdict | undefined)[] = [
    ...(isEmpty ? [verdict(budget, "unbound", undefined, boundsNothing(budget))] : []),
    ...(total === undefined ? [] : judgeTotal(budget, total, after, before)),
    ...(before ? judgeIncrease(budget, after, before) : []),
  ];
  return {
    name,
    per,
    ...(total !== undefined && { total }),
    after,
    ...(before && { before }),
    verdicts: said.flatMap((one) => one ?? []),
  };
}

/** What is written wrong would bound nothing, and look kept. */
function boundsNothing({ name, workflow, agent, team }: CostBudget): string {
  const parts = [
    workflow === undefined ? "" : `workflow "${workflow}"`,
    agent === undefined ? "" : `agent "${agent}"`,
    team === undefined ? "" : `team "${team}"`,
  ].filter(Boolean);
  const what =
    parts.length === 0 ? "no workflow is estimated" : `nothing that is estimated has the ${parts.join(" and the ")}`;
  return `${name}: ${what}, so that the budget bounds nothing.`;
}

const isOf = ({ workflow, agent, team }: CostBudget, one: Estimate): boolean =>
  (workflow === undefined || workflow === one.workflow) &&
  (agent === undefined || agent === one.agent) &&
  (team === undefined || team === one.team);

/** A year has 365 days, and twelve months. */
function perPeriod({ low, expected, high, open }: CostSum, per: "day" | "week" | "month"): CostSum {
  const days = { day: 1n, week: 7n, month: 0n }[per];
  const of = (money: Money): Money => (days === 0n ? money : (money * 12n * days) / 365n);
  return { low: of(low), expected: of(expected), high: of(high), open };
}

function* judgeTotal(
  budget: CostBudget,
  total: Money,
  after: CostSum,
  before: CostSum | undefined,
): Generator<BudgetVerdict> {
  const { name, per = "month", severity } = budget;
  const is = `${name}: ${atLeast(after)} a ${per} ${after.expected > total ? "exceed" : "are within"} ${inDollars(total)}`;
  if (after.expected > total) {
    const already = before !== undefined && before.expected > total && budget["even-if-before"] !== true;
    if (already) yield verdict(budget, "before", "info", `${is}, as ${inDollars(before.expected)} of the base did.`);
    else yield verdict(budget, "over", severity, `${is}.`);
    return;
  }
  const reached = (budget["warn-at-percent"] ?? [70, 90, 100]).filter(
    (percent) => total > 0n && after.expected * 100n >= total * BigInt(percent),
  );
  if (reached.length > 0)
    yield verdict(
      budget,
      "near",
      severity === "info" ? "info" : undefined,
      `${is}, and reach ${Math.max(...reached)} % of it.`,
    );
}

function* judgeIncrease(budget: CostBudget, after: CostSum, before: CostSum): Generator<BudgetVerdict> {
  const { name, per = "month", severity } = budget;
  const most = moneyOf(budget["increase-dollars"]);
  const percent = budget["increase-percent"];
  if (most === undefined && percent === undefined) return;
  const grown = after.expected - before.expected;
  if (before.open) {
    yield verdict(
      budget,
      "undecided",
      undefined,
      `${name}: what the base costs is not known, so that nobody can say by how much it grows.`,
    );
    return;
  }
  const by = `${name}: ${asChange(grown)} a ${per}, from ${inDollars(before.expected)} to ${atLeast(after)}`;
  if (most !== undefined && grown > most)
    yield verdict(budget, "increase", severity, `${by}, exceeds ${inDollars(most)}.`);
  if (percent === undefined || grown <= 0n) return;
  // Thousandths of a percent; from nothing any growth is more than any percentage.
  const isMore = before.expected === 0n || grown * 100_000n > before.expected * BigInt(Math.round(percent * 1000));
  if (isMore) yield verdict(budget, "increase", severity, `${by}, exceeds ${percent} %.`);
}

const verdict = (
  { name, message }: CostBudget,
  kind: BudgetVerdict["kind"],
  severity: BudgetVerdict["severity"],
  says: string,
): BudgetVerdict => ({
  budget: name,
  kind,
  ...(severity && { severity }),
  message: message === undefined ? says : `${says} ${message}`,
});

const atLeast = ({ expected, open }: CostSum): string => `${open ? "at least " : ""}${inDollars(expected)}`;

const moneyOf = (dollars: number | undefined): Money | undefined =>
  dollars === undefined ? undefined : ofNano(Math.round(dollars * 1e9));
