import { expect, test } from "vitest";
import { canonical, type Former } from "../../../src/config/canonical.ts";
import { fromValue, type LayerMap, valueOf } from "../../../src/config/layer.ts";
import type { ConfigProblem } from "../../../src/config/origin.ts";

const FORMER: Former = {
  rules: { "skill/old": "skill/new", "skill/older": "skill/new" },
  options: { "skill/new": { max: "max-lines", most: "max-lines" } },
};

function spelled(settings: object): readonly [unknown, readonly ConfigProblem[]] {
  const problems: ConfigProblem[] = [];
  const layer = fromValue(settings, { from: "flag", name: "--rules" });
  const empty: LayerMap = { kind: "map", entries: new Map(), origin: { from: "default" } };
  return [valueOf(canonical(layer.kind === "map" ? layer : empty, FORMER, problems)), problems];
}

test("former names of rules and options become today's, so that layers which use either meet, and each is told", () => {
  const rules = { "skill/old": "off", "skill/other": { severity: "info", options: { max: 1 } } };
  const overrides = [{ paths: ["a"], rules: { "skill/older": { options: { max: 2, other: 3 } } } }];
  expect(spelled({ rules, overrides })).toEqual([
    {
      rules: { "skill/new": { severity: "off" }, "skill/other": { severity: "info", options: { max: 1 } } },
      overrides: [{ paths: ["a"], rules: { "skill/new": { options: { "max-lines": 2, other: 3 } } } }],
    },
    [
      { message: "--rules: rule `skill/old` is now `skill/new`", hint: true },
      { message: "--rules: rule `skill/older` is now `skill/new`", hint: true },
      { message: "--rules: option `max` is now `max-lines`", hint: true },
    ],
  ]);
});

test("a rule that is set under two of its names is an error", () => {
  const [, problems] = spelled({ rules: { "skill/new": "off", "skill/old": "error" } });
  expect(problems).toEqual([{ message: "--rules: rule `skill/new` is set twice, here as `skill/old`" }]);
});

test("so is an option that is set under two of its names", () => {
  const [, problems] = spelled({ rules: { "skill/new": { options: { max: 1, most: 2 } } } });
  expect(problems).toEqual([
    { message: "--rules: option `max` is now `max-lines`", hint: true },
    { message: "--rules: option `max-lines` is set twice, here as `most`" },
  ]);
});
