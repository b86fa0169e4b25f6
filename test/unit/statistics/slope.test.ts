import { expect, test } from "vitest";
import { slope } from "../../../src/statistics/slope.ts";

const line = (values: readonly number[]) => slope(values.map((value, at) => ({ at, value })));

test("is the one of the line of least squares", () => {
  expect(line([1, 3, 5])).toBeCloseTo(2);
  expect(line([4, 4, 4, 4])).toBe(0);
  // Means 1.5 and 2.5; products −1.5·−1.5 + −0.5·0.5 + 0.5·−0.5 + 1.5·1.5 = 4, squares 5.
  expect(line([1, 3, 2, 4])).toBeCloseTo(0.8);
});

test("is nothing where there is no line", () => {
  expect(slope([])).toBeUndefined();
  expect(slope([{ at: 1, value: 1 }])).toBeUndefined();
  expect(
    slope([
      { at: 1, value: 1 },
      { at: 1, value: 5 },
    ]),
  ).toBeUndefined();
});
