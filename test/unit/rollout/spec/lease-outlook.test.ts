import { expect, test } from "vitest";
import { heldAfter, leaseOutlook } from "../../../../src/rollout/spec/lease-outlook.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** An hourly schedule, as it was seen to come. */
const SEEN = [270, 179, 146, 240, 323, 291, 261, 175, 147, 124].map((minutes) => minutes * MINUTE);

test("of gaps that are longer than the lease, what is longer is not held", () => {
  expect(leaseOutlook(2 * HOUR, SEEN)).toEqual({ ended: 10, held: 1200 * MINUTE, all: 2156 * MINUTE });
  expect(leaseOutlook(6 * HOUR, SEEN)).toEqual({ ended: 0, held: 2156 * MINUTE, all: 2156 * MINUTE });
  expect(leaseOutlook(HOUR, [])).toEqual({ ended: 0, held: 0, all: 0 });
});

test("a hold of a day takes 42.4 hours with a lease of two", () => {
  // Once all ten, 1,200 of 1,440 minutes; then 120 of 270, and 120 of the next.
  expect(heldAfter(24 * HOUR, 2 * HOUR, SEEN)).toBe((2156 + 270 + 120) * MINUTE);
  expect(heldAfter(24 * HOUR, 6 * HOUR, SEEN)).toBe(24 * HOUR);
  expect(heldAfter(4 * HOUR, 2 * HOUR, [3 * HOUR])).toBe(5 * HOUR);
  expect(heldAfter(HOUR, HOUR, [])).toBe(Infinity);
});
