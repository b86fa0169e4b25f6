/** What recording may use up. Money comes as one more unit; all amounts are integers. */
export const UNITS = ["requests", "tokens"] as const;
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

const NOTHING: Amounts = { requests: 0, tokens: 0 };
export const UNSPENT: Spending = { spent: NOTHING, reserved: NOTHING };

export type Reservation =
  | { readonly ok: true; readonly spending: Spending }
  | { readonly ok: false; readonly unit: Unit; readonly limit: number; readonly would: number };

/** Sets aside the most that a call may use, before it is made; refused where that could pass the budget. */
export function reserve(spending: Spending, budget: RecordingBudget, most: Amounts): Reservation {
  for (const unit of UNITS) {
    const limit = budget[unit];
    const would = spending.spent[unit] + spending.reserved[unit] + most[unit];
    if (limit !== undefined && would > limit) return { ok: false, unit, limit, would };
  }
  return { ok: true, spending: { ...spending, reserved: sum(spending.reserved, most) } };
}

/** A call is over: what it used counts, the rest of what was set aside is free again. */
export function release({ spent, reserved }: Spending, most: Amounts, used: Amounts): Spending {
  return { spent: sum(spent, used), reserved: sum(reserved, most, -1) };
}

const sum = (one: Amounts, other: Amounts, sign = 1): Amounts => ({
  requests: one.requests + sign * other.requests,
  tokens: one.tokens + sign * other.tokens,
});
