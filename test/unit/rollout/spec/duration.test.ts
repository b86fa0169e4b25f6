import { expect, test } from "vitest";
import { isDuration, readSpan, showSpan } from "../../../../src/rollout/spec/duration.ts";

test.each([
  ["30s", 30_000, "30s"],
  ["90m", 5_400_000, "1h 30m"],
  ["24h", 86_400_000, "24h"],
  ["2d", 172_800_000, "48h"],
  ["72h", 259_200_000, "3d"],
  ["1w", 604_800_000, "7d"],
  ["1040h", 3_744_000_000, "43d 8h"],
])("%s", (written, span, shown) => {
  expect([readSpan(written), showSpan(span)]).toEqual([span, shown]);
});

test.each(["", "0h", "1", "h", "1.5h", "-1h", "1 h", "1h30m", "1234567s", "1y"])("%j is no time", (text) => {
  expect(isDuration(text)).toBe(false);
});
