import { settingsSchema } from "../../src/config/schema.ts";
import { optionNode, ruleSetting } from "../../src/config/rule-schema.ts";
import type { SchemaNode } from "../../src/config/schema-node.ts";
import type { Options, RuleFacts } from "../../src/model/rule.ts";
import { LIMIT_FORMS } from "../../src/tokens/settings.ts";
import { typeOf } from "./rule-options.ts";

/** As much of JSON Schema 2020-12 as the configuration is written in. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The published schema of `agent-ci.yaml`: what the rooms let a user configure, with the ids and options of the rules. */
export function composeSchema(rules: readonly RuleFacts[]): JsonSchema {
  const { rules: settings, overrides } = settingsSchema.properties;
  const { items } = overrides;
  const reference = { $ref: "#/$defs/rules" };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:agent-ci:configuration:1",
    title: "agent-ci configuration",
    description:
      "The settings of agent-ci, in agent-ci.yaml. In an editor: `# yaml-language-server: $schema=./node_modules/agent-ci/schema/agent-ci.schema.json` as its first line.",
    ...published(settingsSchema),
    properties: {
      ...published(settingsSchema.properties),
      rules: { ...reference, default: settings.default, description: settings.description },
      overrides: {
        ...overrides,
        items: {
          ...items,
          properties: {
            paths: published(items.properties.paths),
            rules: { ...reference, description: items.properties.rules.description },
          },
        },
      },
    },
    $defs: {
      limit: LIMIT,
      rules: { type: "object", properties: Object.fromEntries(rules.flatMap(entries)), additionalProperties: false },
    },
  };
}

const LIMIT: JsonSchema = { anyOf: LIMIT_FORMS };

/** The published schema of `environments/<name>/budget-limits.yaml`: what `budgets` holds, by itself. */
export function composeBudgetSchema(): JsonSchema {
  const { default: _, ...budgets } = settingsSchema.properties.budgets;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:agent-ci:budget-limits:1",
    title: "Budgets of an environment",
    ...published(budgets),
    $defs: { limit: LIMIT },
  };
}

/** As editors read it: limits, which are all of one form, as references to it, and without formats that only we know. */
function published(node: object): JsonSchema {
  return Object.fromEntries(
    Object.entries(node).flatMap(([keyword, value]: readonly [string, unknown]) => {
      if (value === LIMIT_FORMS) return [["$ref", "#/$defs/limit"]];
      if (keyword === "format" && typeof value === "string") return [];
      const nested = typeof value === "object" && value !== null && !Array.isArray(value);
      return [[keyword, nested ? published(value) : value]];
    }),
  );
}

/** The published schema of a file of an environment that holds what stands under one key. */
export function composePartSchema(key: "models", id: string, title: string): JsonSchema {
  const { default: _, ...part } = settingsSchema.properties[key];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:agent-ci:${id}:1`,
    title,
    ...published(part),
  };
}

function entries({
  id,
  summary,
  options,
  optionAliases = {},
  aliases = [],
}: RuleFacts): readonly (readonly [string, JsonSchema])[] {
  const setting = ruleSetting({ ...optionNodes(options), ...formerNodes(options, optionAliases) });
  return [
    [id, { description: summary, ...setting }],
    ...aliases.map((alias) => [alias, { description: `Former name of ${id}.`, deprecated: true, ...setting }] as const),
  ];
}

const optionNodes = (options: Options): Readonly<Record<string, SchemaNode>> =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, { ...optionNode(typeOf(value)), default: value }]),
  );

const formerNodes = (
  options: Options,
  former: Readonly<Record<string, string>>,
): Readonly<Record<string, SchemaNode>> =>
  Object.fromEntries(
    Object.entries(former).flatMap(([name, now]) => {
      const value = options[now];
      const told = { description: `Former name of ${now}.`, deprecated: true } as const;
      return value === undefined ? [] : [[name, { ...told, ...optionNode(typeOf(value)) }]];
    }),
  );
