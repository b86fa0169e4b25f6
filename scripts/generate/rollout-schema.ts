import type { SchemaNode } from "../../src/config/schema-node.ts";
import { documentSchemas, sharedSchemas } from "../../src/rollout/spec/schema.ts";
import type { JsonSchema } from "./config-schema.ts";

/** The published schema of a rollout's specification, as editors read it: each document by its kind. */
export function composeRolloutSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:agent-ci:rollout:1",
    title: "agent-ci rollout",
    description:
      "How a release reaches those who use it. In an editor: `# yaml-language-server: $schema=./node_modules/agent-ci/schema/rollout.schema.json` as the first line of each document.",
    type: "object",
    required: ["apiVersion", "kind", "metadata", "spec"],
    properties: { kind: { enum: Object.keys(documentSchemas) } },
    allOf: Object.entries(documentSchemas).map(([kind, schema]: readonly [string, SchemaNode]) => ({
      if: { properties: { kind: { const: kind } }, required: ["kind"] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: withReferences(schema),
    })),
    $defs: Object.fromEntries(Object.entries(sharedSchemas).map(([name, schema]) => [name, inner(schema)])),
  };
}

const NAMES: ReadonlyMap<unknown, string> = new Map(
  Object.entries(sharedSchemas).map(([name, schema]) => [schema, name]),
);

/** Parts that stand in several places are written once. */
function withReferences(value: unknown): unknown {
  const name = NAMES.get(value);
  return name === undefined ? inner(value) : { $ref: `#/$defs/${name}` };
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withReferences(one)]));
}
