/** Nano-dollars per million tokens: whole numbers, also at half of half a price. */
export interface Rates {
  readonly input: number;
  readonly output: number;
  /** Absent where reading from a cache is charged as input. */
  readonly cacheRead?: number;
  /** For five minutes, or at the only price there is. Absent where writing is charged as input. */
  readonly cacheWrite5m?: number;
  /** For an hour. Absent where nobody knows: such tokens have no price. */
  readonly cacheWrite1h?: number;
  /** Absent where reasoning is charged as any output. */
  readonly reasoning?: number;
}

/** What a request costs as a whole when its input, cached or not, has this length or more. */
export interface LengthStep {
  /** The first length to which it applies: that the edge itself is in or out is said by this number. */
  readonly from: number;
  readonly rates: Rates;
}

/** Prices for a time. Of several that hold, the last one counts. */
export interface Period {
  /** A day, from 00:00 UTC on. Absent for what was before all others. */
  readonly since?: string;
  /** Only at these times of the day, UTC: seconds from midnight, the second one excluded. May go over midnight. */
  readonly between?: readonly [number, number];
  readonly rates: Rates;
  /** By rising length. */
  readonly steps: readonly LengthStep[];
  /** Nano-dollars a piece: `web-search`, and `request` for each call. */
  readonly items: Readonly<Record<string, number>>;
}

/**
 * What a service other than the standard one costs: a share of the standard price, in thousandths, or prices of its
 * own, which hold from the last day in `periods` on.
 */
export type TierPrice = number | { readonly rates: Rates; readonly steps: readonly LengthStep[] };

export interface ModelPrices {
  readonly provider: string;
  readonly id: string;
  /** All names that mean this model, in lower case; each is compared as a whole. */
  readonly names: readonly string[];
  readonly periods: readonly Period[];
  /** By name of the service: `batch`, `flex`, `priority`, `fast`. */
  readonly tiers: Readonly<Record<string, TierPrice>>;
  /** What staying in a place multiplies the price by, in thousandths: `us`. */
  readonly places: Readonly<Record<string, number>>;
  /** Where the provider, or whoever made this entry, says so. */
  readonly source?: string;
  /** The day on which it was compared with a second book, or with its source. */
  readonly checkedOn?: string;
}

export interface Book {
  /** What it was made of, with versions. */
  readonly version: string;
  /** The newest day on which any of it was compared with its source. */
  readonly checkedOn: string;
  readonly models: readonly ModelPrices[];
}
