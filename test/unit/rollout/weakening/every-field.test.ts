import { expect, test } from "vitest";
import type { SchemaNode } from "../../../../src/config/schema-node.ts";
import type { Weakens } from "../../../../src/model/weakens.ts";
import { documentSchemas } from "../../../../src/rollout/spec/schema.ts";
import { stepSchema } from "../../../../src/rollout/spec/step-schema.ts";
import { TEMPLATE_WEAKENS } from "../../../../src/rollout/weakening/metric-weakens.ts";
import { ROLLOUT_WEAKENS } from "../../../../src/rollout/weakening/spec-weakens.ts";
import { STEP_WEAKENS } from "../../../../src/rollout/weakening/step-weakens.ts";

/** Functions that look at more than one value; what they hold of it is tested in `weakened-rollout.test.ts`. */
const WHOLE = new Set([
  "spec.strategy.staging.steps", // STEP_WEAKENS, below
  "spec.strategy.canary.steps",
  "spec.sequence.strategy.staging.steps",
  "spec.sequence.strategy.canary.steps",
  "spec.sequence.gate",
  "spec.metrics.effectSize",
]);
/** Names that stand for values: any other value counts. */
const isArguments = (path: string): boolean => path.endsWith(".args");

/** Fields of a schema of which the table does not say whether a change weakens, and the other way round. */
function unsaid(schema: SchemaNode, how: Weakens | undefined, path: string): readonly string[] {
  if (how === undefined) return [`${path} is in the schema alone`];
  const { properties, items, additionalProperties } = schema;
  const below = properties ?? items?.properties;
  // Maps of any names have nothing that could be forgotten, but for what their values hold.
  const isOpen = typeof additionalProperties === "object";
  if (typeof how === "function")
    return below === undefined || WHOLE.has(path) || isArguments(path) ? [] : [`${path} is asked as a whole`];
  if (typeof how === "string")
    return how === "never" && (below !== undefined || isOpen) ? [`${path} has no reason`] : [];
  if ("never" in how || "order" in how) return [];
  const each = "part" in how ? how.part : how.each;
  if (below === undefined) return [`${path} has no keys`];
  return [
    ...Object.entries(below).flatMap(([key, one]) => unsaid(one, each[key], `${path}.${key}`)),
    ...Object.keys(each).flatMap((key) => (Object.hasOwn(below, key) ? [] : [`${path}.${key} is in the table alone`])),
  ];
}

test.each([
  ["a rollout", documentSchemas.Rollout.properties.spec, ROLLOUT_WEAKENS],
  ["an analysis template", documentSchemas.AnalysisTemplate.properties.spec, TEMPLATE_WEAKENS],
  ["a step", stepSchema, STEP_WEAKENS],
])("each field of %s is said to weaken by which change, or why by none", (_what, schema: SchemaNode, each) => {
  expect(unsaid(schema, { each }, "spec")).toEqual([]);
});

test("a field that nobody thought of is found", () => {
  const known = documentSchemas.Rollout.properties.spec;
  const more: SchemaNode = { ...known, properties: { ...known.properties, patience: { type: "string" } } };
  expect(unsaid(more, { each: ROLLOUT_WEAKENS }, "spec")).toEqual(["spec.patience is in the schema alone"]);
});
