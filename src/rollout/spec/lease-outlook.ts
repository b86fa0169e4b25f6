import type { Span } from "../plan.ts";

/** What a lease makes of a hold where ticks come as late as they did. */
export interface LeaseOutlook {
  /** In how many of the gaps the lease ended, and the canary with it. */
  readonly ended: number;
  /** How much of all of them it held. */
  readonly held: Span;
  readonly all: Span;
}

/** A lease lasts from one tick on: of a gap that is longer, the rest is not held. */
export function leaseOutlook(lease: Span, gaps: readonly Span[]): LeaseOutlook {
  return {
    ended: gaps.filter((gap) => gap > lease).length,
    held: sum(gaps.map((gap) => Math.min(gap, lease))),
    all: sum(gaps),
  };
}

const sum = (spans: readonly Span[]): Span => spans.reduce((total, span) => total + span, 0);

/** How long it takes to hold for so long, where the gaps go on as they were. */
export function heldAfter(hold: Span, lease: Span, gaps: readonly Span[]): Span {
  const { held, all } = leaseOutlook(lease, gaps);
  if (held === 0) return Infinity;
  const whole = Math.floor((hold - 1) / held);
  let left = hold - whole * held;
  let passed = whole * all;
  for (const gap of gaps) {
    const part = Math.min(gap, lease);
    if (left <= part) return passed + left;
    left -= part;
    passed += gap;
  }
  return passed;
}
