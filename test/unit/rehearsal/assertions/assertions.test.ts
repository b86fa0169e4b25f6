import { describe, expect, test } from "vitest";
import { NOTHING } from "../../../../src/rehearsal/assertions/assertion.ts";
import { assertions } from "../../../../src/rehearsal/assertions/assertions.ts";
import { mistakes } from "../../../../src/config/mistakes.ts";
import { fromValue } from "../../../../src/config/layer.ts";
import { schemaOf } from "../../../../src/rehearsal/scenarios/expectations.ts";
import { ASSERTIONS } from "../../../../src/rehearsal/assertions/names.ts";

describe.each(ASSERTIONS)("%s", (name) => {
  const { examples, judge, says } = assertions[name];

  test.each(examples.map((one) => [one.because, one] as const))("%s", async (_because, { params, given, met }) => {
    expect((await judge(params, { ...NOTHING, ...given })).met).toBe(met);
  });

  test("has examples of both ways, which its schema allows", () => {
    expect(new Set(examples.map(({ met }) => met))).toEqual(new Set([true, false]));
    for (const { params } of examples) {
      const layer = fromValue({ type: name, ...params }, { from: "default" });
      expect([...mistakes(schemaOf(name), layer)]).toEqual([]);
    }
  });

  test("says in a sentence what it expects", () => {
    for (const { params } of examples) expect(says(params)).toMatch(/^\S.*\S$/);
  });
});

test("what could not be asked is no more met by its opposite", async () => {
  const asked = await assertions.regex.judge({ value: "(" }, NOTHING);
  expect(asked).toMatchObject({ met: false, broken: true });
});
