import type { SchemaNode } from "../../src/config/schema-node.ts";
import { ASSERTIONS } from "../../src/rehearsal/assertions/names.ts";
import { NOT, schemaOf, TYPES } from "../../src/rehearsal/scenarios/expectations.ts";
import { KINDS_OF_SCENARIO } from "../../src/rehearsal/scenarios/kinds.ts";
import { comparatorSchema } from "../../src/rehearsal/golden/comparators.ts";
import { caseSchema, goldenSchema, MOST_COMPARATORS } from "../../src/rehearsal/golden/schema.ts";
import { scenarioSchemas } from "../../src/rehearsal/scenarios/schema.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** The published schema of a set of golden cases: each comparator by its type, without what a reference knows. */
export function composeGoldenSchema(): JsonSchema {
  const { cases, ...rest } = goldenSchema.properties;
  const comparators = {
    description: "What has to be as in the reference: expectations of a dry run.",
    type: "array",
    minItems: 1,
    maxItems: MOST_COMPARATORS,
    items: { $ref: "#/$defs/comparator" },
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:agent-ci:golden:1",
    title: "agent-ci golden cases",
    description:
      "What `agent-ci golden` holds to references. In an editor: `# yaml-language-server: $schema=./node_modules/agent-ci/schema/golden.schema.json` as its first line.",
    ...goldenSchema,
    properties: {
      ...rest,
      cases: {
        ...cases,
        additionalProperties: {
          ...caseSchema,
          required: ["comparators"],
          properties: { ...caseSchema.properties, comparators },
        },
      },
    },
    $defs: { comparator: expectation(comparatorSchema) },
  };
}

/** The published schema of a scenario, as editors read it: by its kind, and each expectation by its type. */
export function composeScenarioSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:agent-ci:scenario:1",
    title: "agent-ci scenario",
    description:
      "What `agent-ci dry-run` rehearses. In an editor: `# yaml-language-server: $schema=./node_modules/agent-ci/schema/scenario.schema.json` as its first line.",
    type: "object",
    properties: { kind: scenarioSchemas.agent.properties.kind },
    allOf: KINDS_OF_SCENARIO.map((kind) => ({
      if: ofKind(kind),
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: withExpect(scenarioSchemas[kind]),
    })),
    $defs: { expectation: expectation(schemaOf) },
  };
}

const ofKind = (kind: string): JsonSchema => ({
  properties: { kind: { const: kind } },
  ...(kind !== KINDS_OF_SCENARIO[0] && { required: ["kind"] }),
});

const withExpect = (schema: SchemaNode): JsonSchema => ({
  ...withoutFormats(schema),
  properties: {
    ...withoutFormats(schema.properties ?? {}),
    expect: {
      description: "What has to hold of each run.",
      type: "array",
      maxItems: 200,
      items: { $ref: "#/$defs/expectation" },
    },
  },
});

function expectation(schemaFor: typeof schemaOf): JsonSchema {
  return {
    type: "object",
    required: ["type"],
    properties: { type: { enum: TYPES, description: "What is expected; with `not-` before it, that it is not so." } },
    allOf: ASSERTIONS.map((name) => {
      const { properties, ...rest } = schemaFor(name);
      return {
        if: { properties: { type: { enum: [name, NOT + name] } }, required: ["type"] },
        // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
        then: withoutFormats({ ...rest, properties: { ...properties, type: {} } }),
      };
    }),
  };
}

/** Formats of texts that only we know, such as `glob`. */
function withoutFormats(node: object): JsonSchema {
  return Object.fromEntries(
    Object.entries(node).flatMap(([keyword, value]: readonly [string, unknown]) => {
      if (keyword === "format" && typeof value === "string") return [];
      const nested = typeof value === "object" && value !== null && !Array.isArray(value);
      return [[keyword, nested ? withoutFormats(value) : value]];
    }),
  );
}
