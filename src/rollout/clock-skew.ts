/**
 * Milliseconds by which the clocks of workers, ticks and whoever writes records may differ: a lease that has ended by
 * one clock is still given by another one that is behind.
 */
export const CLOCK_SKEW = 5 * 60_000;
