import { expect, test } from "vitest";
import { weakenedGolden } from "../../../../src/rehearsal/golden/weakened-golden.ts";
import { goldenSet, smallSet } from "../../../support/golden.ts";

const SET = smallSet(
  "{ type: equals }, { type: contains, value: pong }",
  undefined,
  "margin: 0.1\nalpha: 0.05\nruns: 5\n",
);
const REFERENCE = "the reference";

const weakened = (
  after: string | undefined,
  texts: Readonly<Record<string, string>> = { "golden/a/greet.json": REFERENCE },
) =>
  weakenedGolden(
    { sets: [goldenSet(SET)], text: () => REFERENCE },
    { sets: after === undefined ? [] : [goldenSet(after)], text: (path) => texts[path] },
  ).map(({ path, message }) => `${path} ${message}`);

test.each([
  [SET.replace("0.1", "0.2"), "golden/a.yaml The golden cases of golden/a may lose 0.2 instead of 0.1."],
  [
    SET.replace("0.05", "0.1"),
    "golden/a.yaml The golden cases of golden/a may be let through wrongly 0.1 instead of 0.05 of the time.",
  ],
  [SET.replace("runs: 5", "runs: 4"), "golden/a.yaml The golden cases of golden/a run 4 instead of 5 times."],
  [
    SET.replace("{ type: equals }, ", ""),
    "golden/a.yaml The golden case golden/a/greet no longer compares that equals is that of its reference.",
  ],
  [
    SET.replace(", { type: contains, value: pong }", ""),
    'golden/a.yaml The golden case golden/a/greet no longer compares that the output contains "pong".',
  ],
  [SET.replace("greet", "other"), "golden/a.yaml The golden case golden/a/greet is not run any more."],
  [
    SET.replace("[node]", "[other]"),
    "golden/a.yaml The golden case golden/a/greet asks for something else than before.",
  ],
  [
    SET.replace("greet:", "greet:\n    version: 2"),
    "golden/a.yaml The golden case golden/a/greet asks for something else than before.",
  ],
  [undefined, "golden/a.yaml The golden cases of golden/a are not run any more."],
])("what holds to less is told: %#", (after, told) => {
  expect(weakened(after)).toEqual([told]);
});

test("another reference is told, and one that is gone", () => {
  expect([weakened(SET, { "golden/a/greet.json": "another" }), weakened(SET, {})]).toEqual([
    ["golden/a/greet.json The reference of golden/a/greet is another one."],
    ["golden/a/greet.json The reference of golden/a/greet is gone."],
  ]);
});

test("what holds to more is no weakening", () => {
  const more = SET.replace("0.1", "0.05")
    .replace("runs: 5", "runs: 9")
    .replace("{ type: equals }", "{ type: equals }, { type: is-json }");
  expect(weakened(more)).toEqual([]);
});

test("a schema that comparators name is told where it is another one", () => {
  const set = smallSet("{ type: json-schema, value: a.schema.json }");
  const side = (text: string) => ({
    sets: [goldenSet(set)],
    text: (path: string) => (path === "golden/a.schema.json" ? text : undefined),
  });
  expect(weakenedGolden(side("{}"), side('{ "type": "object" }'))).toEqual([
    {
      path: "golden/a.schema.json",
      message: "golden/a.schema.json says something else of what is compared than before.",
    },
  ]);
  expect(weakenedGolden(side("{}"), side("{}"))).toEqual([]);
});
