import * as fc from "fast-check";
import { test } from "vitest";
import { namesWhatVanishes } from "../../support/policy-pairs.ts";

/** `npm run soak` takes 50,000. */
const PAIRS = 5000;

test(`${PAIRS} pairs of policies: whatever vanishes under the later one alone is named`, async () => {
  await fc.assert(namesWhatVanishes, { seed: 1, numRuns: PAIRS });
});
