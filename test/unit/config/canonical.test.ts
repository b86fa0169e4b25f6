import { expect, test } from "vitest";
import { canonical } from "../../../src/config/canonical.ts";
import { fromValue, type LayerMap, valueOf } from "../../../src/config/layer.ts";
import type { ConfigProblem } from "../../../src/config/origin.ts";

const ALIASES = { "skill/old": "skill/new", "skill/older": "skill/new" };

function spelled(settings: object): readonly [unknown, readonly ConfigProblem[]] {
  const problems: ConfigProblem[] = [];
  const layer = fromValue(settings, { from: "flag", name: "--rules" });
  const empty: LayerMap = { kind: "map", entries: new Map(), origin: { from: "default" } };
  return [valueOf(canonical(layer.kind === "map" ? layer : empty, ALIASES, problems)), problems];
}

test("a former name of a rule becomes its id, so that layers which use either meet", () => {
  const rules = { "skill/old": "off", "skill/other": { severity: "info", options: { max: 1 } } };
  const overrides = [{ paths: ["a"], rules: { "skill/older": { options: { max: 2 } } } }];
  expect(spelled({ rules, overrides })).toEqual([
    {
      rules: { "skill/new": { severity: "off" }, "skill/other": { severity: "info", options: { max: 1 } } },
      overrides: [{ paths: ["a"], rules: { "skill/new": { options: { max: 2 } } } }],
    },
    [],
  ]);
});

test("a rule that is set under two of its names is an error", () => {
  const [, problems] = spelled({ rules: { "skill/new": "off", "skill/old": "error" } });
  expect(problems).toEqual([{ message: "--rules: rule `skill/new` is set twice, here as `skill/old`" }]);
});
