/**
 * Zepto-dollars (10⁻²¹): whole numbers also for a nano-dollar per million tokens, times a share in thousandths for the
 * service and another for the place. Sums are exact; the one division is made where money is shown.
 */
export type Money = bigint;

export const NO_MONEY: Money = 0n;
const NANO = 10n ** 12n;
const DOLLAR = 10n ** 21n;

/** A price in nano-dollars per million tokens, for so many tokens, in thousandths of it and of that. */
export const forTokens = (tokens: number, rate: number, tier: number, place: number): Money =>
  BigInt(tokens) * BigInt(rate) * BigInt(tier) * BigInt(place);

/** Whole nano-dollars as money, such as a section writes them down. */
export const ofNano = (nano: number | bigint | string): Money => BigInt(nano) * NANO;

/** So many times, in thousandths. */
export const times = (money: Money, thousandths: number): Money => (money * BigInt(thousandths)) / 1000n;

/** Nano-dollars, rounded once, half away from zero: how money is written down. */
export const inNano = (money: Money): string => String(divided(money, NANO));

/** Nano-dollars, rounded up: a bound is no less than what it bounds. */
export const atMostNano = (money: Money): number => Number((money + NANO - 1n) / NANO);

/** Dollars as people read them: cents from ten cents on, below that two digits that say something. */
export function inDollars(money: Money): string {
  const size = money < 0n ? -money : money;
  for (let digits = 2; digits <= 9; digits++) {
    const unit = DOLLAR / 10n ** BigInt(digits);
    if (size < 10n * unit && size > 0n && digits < 9) continue;
    return `${money < 0n ? "-" : ""}$${decimal(divided(size, unit), digits)}`;
  }
  return "$0.00";
}

/** With its sign, as a change is shown. */
export const asChange = (money: Money): string => (money > 0n ? `+${inDollars(money)}` : inDollars(money));

/** Dollars with nine decimals, for tables of numbers. */
export const inDecimals = (money: Money): string => {
  const nano = divided(money < 0n ? -money : money, NANO);
  return `${money < 0n ? "-" : ""}${decimalPlain(nano, 9)}`;
};

function decimal(parts: bigint, digits: number): string {
  const [whole = "", rest = ""] = decimalPlain(parts, digits).split(".");
  let kept = rest;
  while (kept.length > 2 && kept.endsWith("0")) kept = kept.slice(0, -1);
  return `${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",")}.${kept}`;
}

function decimalPlain(parts: bigint, digits: number): string {
  const text = String(parts).padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function divided(money: Money, unit: bigint): bigint {
  const size = money < 0n ? -money : money;
  const rounded = (size + unit / 2n) / unit;
  return money < 0n ? -rounded : rounded;
}
