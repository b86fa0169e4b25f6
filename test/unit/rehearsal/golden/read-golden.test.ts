import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { composeGoldenSchema } from "../../../../scripts/generate/scenario-schema.ts";
import { isGolden } from "../../../../src/rehearsal/golden/read-golden.ts";
import { fitsSchema } from "../../../support/fits-schema.ts";
import { goldenSet, smallSet, wrongInGolden } from "../../../support/golden.ts";

test("a set has what is not written by default, and each case its own file of a reference", () => {
  const set = goldenSet(smallSet("{ type: equals }, { type: not-contains, value: sorry }"));
  expect(set).toMatchObject({ id: "golden/a", margin: 0.05, alpha: 0.05, runs: 5 });
  expect(set.cases).toMatchObject([
    {
      id: "golden/a/greet",
      version: 1,
      runBy: { kind: "command", command: ["node"], input: "", seconds: 120 },
      comparators: [
        { type: "equals", not: false, params: {} },
        { type: "contains", not: true, params: { value: "sorry" } },
      ],
    },
  ]);
});

test("the scenario of a case is found from the file", () => {
  const text = smallSet("{ type: skill-used, value: a }", "    scenario: ../scenarios/a.yaml\n    input: Hello\n");
  expect(goldenSet(text).cases[0]?.runBy).toEqual({ kind: "scenario", scenario: "scenarios/a.yaml", input: "Hello" });
});

test.each([
  ["kind: golden\ncases: {}\n", ["2:8 There is no case: name one."]],
  ["kind: golden\n", ["1:1 Missing key `cases`."]],
  ["kind: golden\ncases: [\n", ["3:1 A closing ] is missing."]],
  [
    smallSet("{ type: equals }").replace("comparators", "comparitors"),
    [
      "5:5 Unknown key `comparitors`. Known here: version, scenario, command, input, seconds, comparators.",
      "3:3 A case has 1 to 50 `comparators`, and this one has 0.",
    ],
  ],
  [smallSet(""), ["5:18 A case has 1 to 50 `comparators`, and this one has 0."]],
  [smallSet("{ type: equal }"), [expect.stringMatching(/^5:27 `equal` is not one of .*: did you mean `equals`\?$/)]],
  [smallSet("{ type: contains }"), ["5:19 Missing key `value`."]],
  [smallSet("{ type: not-equals }"), ["5:19 `not-equals` takes nothing from a reference: give it a `value`."]],
  [
    smallSet("{ type: javascript, value: '1' }"),
    ["5:19 A case cannot compare by `javascript`: expect it in a scenario."],
  ],
  [
    smallSet("{ type: growth, of: tokens, max-percent: 5 }", "    scenario: ../scenarios/a.yaml\n"),
    ["5:19 A case cannot compare by `growth`: expect it in a scenario."],
  ],
  [
    smallSet("{ type: files-changed }"),
    [
      "5:19 Of a command nobody can tell this: compare what it prints (contains, regex, equals, is-json, json-schema, golden, exit-code, latency).",
    ],
  ],
  [
    smallSet("{ type: equals }", "    command: [node]\n    scenario: a.yaml\n"),
    ["4:14 A case is run by a `scenario` or by a `command`: write one of the two."],
  ],
  [
    smallSet("{ type: equals }", "    scenario: ../../outside.yaml\n"),
    ["4:15 `../../outside.yaml` leaves the checked folder."],
  ],
  [
    smallSet("{ type: equals }", undefined, "runs: 100\n").replace(
      "cases:\n",
      `cases:\n${Array.from({ length: 20 }, (_, at) => `  c${at}: { command: [a], comparators: [{ type: equals }] }\n`).join("")}`,
    ),
    ["4:3 21 cases of 100 runs are 2100, more than 2000: make two sets of it."],
  ],
  [smallSet("{ type: equals }", undefined, "margin: 0\n"), ["2:9 `0` is too small: write a number from 0.001 to 0.5."]],
])("%j is told what is wrong", (text, told) => {
  expect(wrongInGolden(text)).toEqual(told);
});

test.each([
  ["kind: golden\n", true],
  ["# ours\nkind: 'golden' # yes\r\n", true],
  ["cases:\n  kind: golden\n", false],
  ["kind: goldenrod\n", false],
])("%j is one of ours: %s", (text, is) => {
  expect(isGolden(text)).toBe(is);
});

const fits = fitsSchema(composeGoldenSchema());

test.each([
  [smallSet("{ type: equals }")],
  [smallSet("{ type: contains }")],
  [smallSet("{ type: not-contains, value: a }")],
  [smallSet("{ type: nothing }")],
  [smallSet("{ type: equals }", "    command: []\n")],
  [smallSet("{ type: equals }", "    input: a\n")],
  [smallSet("{ type: equals }", undefined, "margin: 1\n")],
  ["kind: golden\n"],
  [smallSet("")],
])("editors and readers agree on %j", (text) => {
  expect(fits(text)).toBe(wrongInGolden(text).length === 0);
});

test("the example of the page, and the one in examples/, are sets", () => {
  const page = readFileSync("docs/golden.md", "utf8");
  const [, example = ""] = /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(page) ?? [];
  for (const text of [example, readFileSync("examples/golden/golden/review.yaml", "utf8")])
    expect([wrongInGolden(text), fits(text)]).toEqual([[], true]);
});
