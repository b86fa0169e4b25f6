/** What recording may use up; all amounts are integers. */
export const UNITS = ["requests", "tokens", "nano-dollars"] as const;
export type Unit = (typeof UNITS)[number];
export type Amounts = Readonly<Record<Unit, number>>;
/** A unit that is not named has no bound. */
export type RecordingBudget = Readonly<Partial<Record<Unit, number>>>;

export interface Spending {
  /** Of calls that are over. */
  readonly spent: Amounts;
  /** The most that calls under way may come to. */
  readonly reserved: Amounts;
}

export const NO_AMOUNTS: Amounts = { requests: 0, tokens: 0, "nano-dollars": 0 };
export const UNSPENT: Spending = { spent: NO_AMOUNTS, reserved: NO_AMOUNTS };

export type Reservation =
  | { readonly ok: true; readonly spending: Spending }
  | { readonly ok: false; readonly short: Shortage };

/** A call may take more of this than is left. */
export interface Shortage {
  readonly unit: Unit;
  readonly most: number;
  readonly left: number;
}

/** Sets aside the most that a call may use, before it is made; refused where that could pass the budget. */
export function reserve(spending: Spending, budget: RecordingBudget, most: Amounts): Reservation {
  for (const unit of UNITS) {
    const limit = budget[unit];
    if (limit === undefined) continue;
    const left = limit - spending.spent[unit] - spending.reserved[unit];
    if (most[unit] > left) return { ok: false, short: { unit, most: most[unit], left: Math.max(0, left) } };
  }
  return { ok: true, spending: { ...spending, reserved: addAmounts(spending.reserved, most) } };
}

/** A call is over: what it used counts, the rest of what was set aside is free again. */
export function release({ spent, reserved }: Spending, most: Amounts, used: Amounts): Spending {
  return { spent: addAmounts(spent, used), reserved: addAmounts(reserved, most, -1) };
}

export const addAmounts = (one: Amounts, other: Amounts, sign = 1): Amounts => ({
  requests: one.requests + sign * other.requests,
  tokens: one.tokens + sign * other.tokens,
  "nano-dollars": one["nano-dollars"] + sign * other["nano-dollars"],
});

/** What the call could take, what is left, and which option says how much there is. */
export const describeShortage = ({ unit, most, left }: Shortage): string =>
  `this call could take ${shownAmount(unit, most)}, and ${shownAmount(unit, left)} of ${OPTIONS[unit]} are left`;

const OPTIONS: Readonly<Record<Unit, string>> = {
  requests: "--budget-requests",
  tokens: "--budget-tokens",
  "nano-dollars": "--budget-dollars",
};

/** Such as `12 requests` or `$0.27`. */
export const shownAmount = (unit: Unit, amount: number): string => {
  if (unit === "nano-dollars") return `$${(amount / 1e9).toFixed(amount % 1e7 === 0 ? 2 : 6)}`;
  return unit === "requests" && amount === 1 ? "1 request" : `${amount} ${unit}`;
};
