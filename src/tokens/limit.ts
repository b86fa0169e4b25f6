/** A budget as the configuration writes it: a number is a `max`. */
export type WrittenLimit = number | Bounds;
interface Bounds {
  readonly max?: number | undefined;
  readonly "max-increase"?: number | string | undefined;
  readonly ratchet?: boolean | undefined;
}
export interface Limit {
  readonly max?: number;
  /** By so many tokens, or by such a share of the base's. */
  readonly increase?: { readonly tokens: number } | { readonly share: number };
}

/** A written limit as bounds. One that asks for nothing is none. A ratchet allows no increase at all. */
export function limitOf(written: WrittenLimit | undefined): Limit | undefined {
  if (written === undefined) return undefined;
  if (typeof written === "number") return { max: written };
  const { max, "max-increase": most, ratchet } = written;
  const increase =
    ratchet === true
      ? { tokens: 0 }
      : typeof most === "string"
        ? { share: shareOf(most) }
        : most !== undefined && { tokens: most };
  const limit = { ...(max !== undefined && { max }), ...(increase && { increase }) };
  return Object.keys(limit).length === 0 ? undefined : limit;
}

/** `5%` → 0.05; the schema has checked the form. */
export const shareOf = (percent: string): number => Number(percent.slice(0, -1)) / 100;

/** How many tokens it may be, where the base has so many. */
export function mostAfter(base: number, increase: NonNullable<Limit["increase"]>): number {
  return "tokens" in increase ? base + increase.tokens : Math.floor(base * (1 + increase.share));
}
