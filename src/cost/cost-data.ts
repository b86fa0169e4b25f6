export const CHANGES_OF_COST = ["new", "removed", "changed", "same", "unknown"] as const;

/** Nano-dollars as text: JSON's numbers would round them. */
export interface NanoInterval {
  readonly low: string;
  readonly expected: string;
  readonly high: string;
}
export interface RowData {
  readonly workflow: string;
  readonly agent?: string;
  readonly team?: string;
  readonly model: string;
  readonly change: (typeof CHANGES_OF_COST)[number];
  /** In a month; absent where there is none, or no price. */
  readonly before?: NanoInterval;
  readonly after?: NanoInterval;
  /** A single run. */
  readonly run?: NanoInterval;
  readonly why?: string;
}
export interface SumData extends NanoInterval {
  /** Some of it has no price. */
  readonly open: boolean;
}
export interface DriverData {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}
export interface BudgetData {
  readonly name: string;
  readonly per: string;
  readonly expected: string;
  readonly total?: string;
  readonly kinds: readonly string[];
}
/** The data of a section of kind `cost`, version 1. Money is whole nano-dollars in a month, as text. */
export interface CostData {
  readonly book: {
    readonly version: string;
    readonly checkedOn: string;
    readonly own: number;
    readonly locked: number;
  };
  readonly rows: readonly RowData[];
  readonly after: SumData;
  readonly before?: SumData;
  readonly drivers: readonly DriverData[];
  readonly budgets: readonly BudgetData[];
  /** What the numbers rest on that nobody said, and what is not in them. */
  readonly notes: readonly string[];
}
