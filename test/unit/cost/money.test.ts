import { describe, expect, test } from "vitest";
import { asChange, inDecimals, inDollars, inNano, ofNano, times } from "../../../src/cost/money.ts";

describe("dollars, as people read them", () => {
  test.each([
    [0n, "$0.00"],
    [110_000_000n, "$0.11"],
    [4_000_000n, "$0.004"],
    [4_900_000n, "$0.0049"],
    [98_274_600n, "$0.098"],
    [99_999_999n, "$0.10"],
    [1_000_000_000n, "$1.00"],
    [1_234_567_891_000_000n, "$1,234,567.89"],
    [1n, "$0.000000001"],
    [-1_500_000_000n, "-$1.50"],
  ])("%s nano-dollars", (nano, text) => {
    expect(inDollars(ofNano(nano))).toBe(text);
  });
});

test("a change has its sign", () => {
  expect([2_000_000_000n, 0n, -2_000_000_000n].map((one) => asChange(ofNano(one)))).toEqual([
    "+$2.00",
    "$0.00",
    "-$2.00",
  ]);
});

test("nano-dollars are rounded once, half away from zero", () => {
  const half = ofNano(1) / 2n;
  expect([half, half - 1n, -half, half * 3n].map(inNano)).toEqual(["1", "0", "-1", "2"]);
});

test("decimals for tables of numbers", () => {
  expect([110_000_000n, -1n, 12_345_678_901n].map((one) => inDecimals(ofNano(one)))).toEqual([
    "0.110000000",
    "-0.000000001",
    "12.345678901",
  ]);
});

test("so many times, in thousandths", () => {
  expect(inNano(times(ofNano(3), 1500))).toBe("5");
});
