import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromValue } from "../../../src/config/layer.ts";
import { KEYWORDS, mistakes } from "../../../src/config/mistakes.ts";
import { former, ruleOptions } from "../../../src/config/rule-options.ts";
import { withRules } from "../../../src/config/rule-schema.ts";
import type { SchemaNode } from "../../../src/config/schema-node.ts";
import { refuseText } from "../../../src/config/text-formats.ts";
import { nearSchema } from "../../support/near-schema.ts";

const schema = withRules(ruleOptions, former.options);
const origin = { from: "file", path: "agent-ci.yaml" } as const;

test("the schema uses no keyword that a configuration is not judged by", () => {
  const used = new Set(nodesIn(schema).flatMap((node) => Object.keys(node)));
  expect([...used].filter((keyword) => !KEYWORDS.has(keyword))).toEqual([]);
  expect([...KEYWORDS].filter((keyword) => !used.has(keyword))).toEqual([]);
});

test("what is accepted and what is refused is what another validator accepts and refuses", () => {
  const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false, unicode: false, logger: false });
  for (const format of ["gitignore", "glob", "written-file"] as const)
    ajv.addFormat(format, (text) => refuseText(format, text, origin) === undefined);
  const accepts = ajv.compile(schema);
  const seen = { accepted: 0, refused: new Set<string>() };
  // Most of the schema is rules that are alike: without options, or with options of the same types.
  const alike = new Map(Object.entries(ruleOptions).map((one) => [JSON.stringify(Object.values(one[1])), one]));
  const some = withRules({ "skill/plain": {}, "skill/metadata": {}, ...Object.fromEntries(alike.values()) }, {});
  const { rules = {} } = some.properties ?? {};
  const near = fc.oneof(
    { weight: 2, arbitrary: nearSchema(some) },
    { weight: 3, arbitrary: fc.record({ rules: nearSchema(rules) }) },
  );
  fc.assert(
    fc.property(near, (data) => {
      const found = [...mistakes(schema, fromValue(data, origin))];
      expect(found.length === 0).toBe(accepts(data));
      if (found.length === 0) seen.accepted += 1;
      for (const { keyword } of found) seen.refused.add(keyword);
    }),
    { seed: 20_261_130, numRuns: 900 },
  );
  expect(seen.accepted).toBeGreaterThan(200);
  const silent = ["items", "propertyNames", "properties", "default", "examples", "description", "deprecated"]; // they speak by what is below them
  expect([...KEYWORDS].filter((keyword) => !seen.refused.has(keyword))).toEqual(silent);
});

function nodesIn(node: SchemaNode): readonly SchemaNode[] {
  const { anyOf = [], items, propertyNames, additionalProperties, properties = {} } = node;
  const below = [items, propertyNames, additionalProperties].filter((one) => typeof one === "object");
  return [node, ...[...anyOf, ...below, ...Object.values(properties)].flatMap(nodesIn)];
}
