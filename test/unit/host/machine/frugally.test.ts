import { expect, test } from "vitest";
import { frugally } from "../../../../src/host/machine/frugally.ts";

test("answers what the work answers, and throws what it throws", () => {
  expect(frugally(() => frugally(() => 7))).toBe(7);
  expect(() =>
    frugally(() => {
      throw new RangeError("as it was");
    }),
  ).toThrow(new RangeError("as it was"));
});
