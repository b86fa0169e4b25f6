import type { TierPrice } from "../../src/cost/book/book.ts";

/** What stands over the package's book: other names of its models, and prices that it has not. */
export interface Overlay {
  readonly source: string;
  readonly checkedOn: string;
  /** By provider and the model's own name. */
  readonly models: Readonly<Record<string, Readonly<Record<string, OverlayModel>>>>;
}
export interface OverlayModel {
  readonly names?: readonly string[];
  readonly tiers?: Readonly<Record<string, TierPrice>>;
  readonly places?: Readonly<Record<string, number>>;
  readonly cacheWrite1h?: number;
}
