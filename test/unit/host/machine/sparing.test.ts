import { cachedDataVersionTag } from "node:v8";
import { expect, test } from "vitest";
import { briefly, frugally } from "../../../../src/host/machine/sparing.ts";

test.each([
  ["frugally", frugally],
  ["briefly", briefly],
])("%s answers what the work answers, and throws what it throws", (_name, run) => {
  expect(run(() => run(() => 7))).toBe(7);
  expect(() =>
    run(() => {
      throw new RangeError("as it was");
    }),
  ).toThrow(new RangeError("as it was"));
});

// What is compiled under other flags is compiled anew, at every start.
test("V8 has other flags while the work runs, and its own before and after", () => {
  const own = cachedDataVersionTag();
  const during = briefly(() => cachedDataVersionTag());
  expect([during === own, during === frugally(() => cachedDataVersionTag())]).toEqual([false, false]);
  expect(cachedDataVersionTag()).toBe(own);
  expect(() => briefly(() => JSON.parse("{"))).toThrow(SyntaxError);
  expect(cachedDataVersionTag()).toBe(own);
});
