import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { composeSchema } from "../../../scripts/generate/config-schema.ts";
import { tabulate } from "../../../scripts/generate/rule-options.ts";
import { fromValue } from "../../../src/config/layer.ts";
import { mistakes } from "../../../src/config/mistakes.ts";
import { withRules } from "../../../src/config/rule-schema.ts";
import type { Options, RuleFacts } from "../../../src/model/rule.ts";
import { settingsSchema } from "../../../src/config/schema.ts";

function facts(id: string, options: Options = {}, aliases: readonly string[] = []): RuleFacts {
  const texts = { summary: `Summary of ${id}.`, why: "", consequence: "", help: "", since: "0.1.0" };
  return { id, aliases, severity: "error", options, examples: [], ...texts };
}

const RULES = [
  facts("skill/plain"),
  facts("skill/renamed", { max: 3 }, ["skill/former"]),
  {
    ...facts("skill/tuned", { max: 3, strict: false, mode: "exact", allowed: ["a"] }),
    optionAliases: { most: "max" },
  },
];
const published = composeSchema(RULES);
const byPublished = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, logger: false }).compile(
  published,
);

const { ruleOptions, former } = tabulate(RULES);
const own = withRules(ruleOptions, former.options);
const judged = (data: unknown): boolean => [...mistakes(own, fromValue(data, { from: "default" }))].length === 0;

const tuned = (options: unknown): object => ({ rules: { "skill/tuned": { options } } });

describe("the published schema agrees with what judges a configuration", () => {
  test.each<[unknown, boolean]>([
    [{}, true],
    [{ rules: { "skill/plain": "off" } }, true],
    [{ rules: { "skill/plain": { severity: "info" } } }, true],
    [{ rules: { "skill/plain": { options: {} } } }, false],
    [{ rules: { "skill/absent": "off" } }, false],
    [{ rules: { "skill/former": { options: { max: 5 } } } }, true],
    [{ rules: { "skill/former": { options: { maximum: 5 } } } }, false],
    [tuned({ max: 5, strict: true, mode: "loose", allowed: [] }), true],
    [tuned({ max: "5" }), false],
    [tuned({ strict: "true" }), false],
    [tuned({ mode: 1 }), false],
    [tuned({ allowed: "a" }), false],
    [tuned({ allowed: [1] }), false],
    [tuned({ other: 1 }), false],
    [tuned({ most: 5 }), true],
    [tuned({ most: "5" }), false],
    [{ overrides: [{ paths: ["a"], rules: { "skill/absent": "off" } }] }, false],
    [{ overrides: [{ paths: ["a"], rules: { "skill/plain": "off" } }] }, true],
    [{ gates: [{ metric: "bytes" }] }, false],
    [{ gates: [{ metric: "bytes", max: 1 }] }, true],
    [{ unknown: 1 }, false],
    [null, false],
    [[], false],
  ])("on %j: %s", (data, valid) => {
    expect(byPublished(data)).toBe(valid);
    expect(judged(data)).toBe(valid);
  });
});

test("the table knows the former names of rules and options", () => {
  expect(tabulate(RULES).former).toEqual({
    rules: { "skill/former": "skill/renamed" },
    options: { "skill/tuned": { most: "max" } },
  });
});

test("an editor finds each rule's summary, its options' defaults, and which names are former ones", () => {
  expect(published).toMatchObject({
    $defs: {
      rules: {
        properties: {
          "skill/former": { deprecated: true, description: "Former name of skill/renamed." },
          "skill/tuned": {
            description: "Summary of skill/tuned.",
            anyOf: [
              { enum: ["off", "info", "warning", "error"] },
              {
                properties: {
                  options: {
                    properties: {
                      max: { default: 3 },
                      allowed: { default: ["a"] },
                      most: { type: "integer", minimum: 0, deprecated: true, description: "Former name of max." },
                    },
                  },
                },
              },
            ],
          },
        },
      },
    },
  });
});

test.each(Object.entries(settingsSchema.properties))("%s is described, and its default is valid", (key, property) => {
  expect(property.description).toMatch(/\.$/);
  if ("default" in property) expect(byPublished({ [key]: property.default })).toBe(true);
});
