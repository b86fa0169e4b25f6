import { expect, test } from "vitest";
import {
  describeShortage,
  release,
  reserve,
  type Spending,
  UNSPENT,
} from "../../../../src/rehearsal/recordings/budget.ts";
import { boundsOf, mostUsed, used } from "../../../../src/rehearsal/recordings/most-used.ts";

const tokens = (amount: number) => ({ requests: 1, tokens: amount, "nano-dollars": 0 });

test("of five calls at once one is let through: each may use 27, and 23 are left after it", () => {
  const budget = { tokens: 100 };
  let spending: Spending = { ...UNSPENT, spent: tokens(50) };
  const admitted = Array.from({ length: 5 }, () => {
    const reserved = reserve(spending, budget, tokens(27));
    if (reserved.ok) spending = reserved.spending;
    return reserved.ok;
  });
  expect(admitted).toEqual([true, false, false, false, false]);
  spending = release(spending, tokens(27), tokens(5));
  expect(spending).toEqual({ spent: { ...tokens(55), requests: 2 }, reserved: { ...tokens(0), requests: 0 } });
  expect(reserve(spending, budget, tokens(27))).toMatchObject({ ok: true });
});

test("a refusal names what is short, how much the call could take, and what is left", () => {
  const spending: Spending = { spent: tokens(50), reserved: tokens(20) };
  const short = { unit: "tokens", most: 31, left: 30 } as const;
  expect(reserve(spending, { tokens: 100 }, tokens(31))).toEqual({ ok: false, short });
  expect(describeShortage(short)).toBe("this call could take 31 tokens, and 30 tokens of --budget-tokens are left");
});

test.each([
  [{ unit: "requests", most: 1, left: 0 }, "1 request, and 0 requests of --budget-requests are left"],
  [
    { unit: "nano-dollars", most: 2_688_050_000, left: 10_000 },
    "$2.688050, and $0.000010 of --budget-dollars are left",
  ],
] as const)("%j is said by the option that raises it", (short, said) => {
  expect(describeShortage(short)).toBe(`this call could take ${said}`);
});

test.each<[Readonly<Record<string, unknown>>, number]>([
  [{ max_tokens: 100 }, 600],
  [{ max_completion_tokens: 100 }, 600],
  [{ max_output_tokens: 100 }, 600],
  [{ generationConfig: { maxOutputTokens: 100 } }, 600],
  [{}, 32_500],
])("a call of 1,000 bytes with %j may use %i tokens", (parameters, most) => {
  expect(mostUsed(boundsOf({ parameters }, 1000))).toEqual(tokens(most));
});

test("an answer that broke off counts as the most it may have used, an error without usage as none", () => {
  const usage = { input: 25, output: 1, partial: true, raw: {} };
  expect(used({ state: "truncated", text: "", calls: [], usage }, tokens(1225))).toEqual(tokens(1225));
  expect(used({ state: "truncated", text: "", calls: [] }, tokens(1225))).toEqual(tokens(1225));
  expect(used({ state: "error", text: "", calls: [] }, tokens(1225))).toEqual(tokens(0));
  const whole = { input: 25, output: 7, cacheRead: 3, cacheWrite: 2, partial: false, raw: {} };
  expect(used({ state: "complete", text: "", calls: [], usage: whole }, tokens(1225))).toEqual(tokens(37));
});
