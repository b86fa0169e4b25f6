import { expect, test } from "vitest";
import { fixRandomly } from "../../support/fix-cases.ts";

/** `npm run soak` takes 10,000. */
const CASES = 400;

test(`${CASES} edited files: fixing is idempotent, keeps all other bytes, and the rule accepts the outcome`, async () => {
  let fixes = 0;
  for (let seed = 0; seed < CASES; seed += 1) {
    const outcome = await fixRandomly(seed);
    expect(outcome.wrong).toBeUndefined();
    fixes += outcome.fixes;
  }
  expect(fixes).toBeGreaterThan(CASES / 4);
});
