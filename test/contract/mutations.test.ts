import { expect, test } from "vitest";
import { mutateAndCheck } from "../support/mutations/mutate-and-check.ts";

/** `npm run soak` takes 10,000. */
const FILES = 2000;

test(`${FILES} mutated files neither crash nor hang agent-ci, in any format`, { timeout: 600_000 }, async () => {
  expect(await mutateAndCheck(0, FILES)).toBe("");
});
