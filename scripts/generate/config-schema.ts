import { schema } from "../../src/config/schema.ts";
import type { Options, RuleFacts } from "../../src/model/rule.ts";
import { LIMIT_FORMS } from "../../src/tokens/settings.ts";

/** As much of JSON Schema 2020-12 as the configuration is written in. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const SEVERITY = { type: "string", enum: ["off", "info", "warning", "error"] } as const;

/** The published schema of `agent-ci.yaml`: what the rooms let a user configure, with the ids and options of the rules. */
export function composeSchema(rules: readonly RuleFacts[]): JsonSchema {
  const { rules: settings, overrides } = schema.properties;
  const { paths, rules: overridden } = overrides.items.properties;
  const reference = { $ref: "#/$defs/rules" };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:agent-ci:configuration:1",
    title: "agent-ci configuration",
    description:
      "The settings of agent-ci, in agent-ci.yaml. In an editor: `# yaml-language-server: $schema=./node_modules/agent-ci/schema/agent-ci.schema.json` as its first line.",
    ...schema,
    properties: {
      ...schema.properties,
      budgets: withReferences(schema.properties.budgets),
      rules: { ...reference, default: settings.default, description: settings.description },
      overrides: {
        ...overrides,
        items: {
          ...overrides.items,
          properties: { paths, rules: { ...reference, description: overridden.description } },
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
  const { default: _, ...budgets } = schema.properties.budgets;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:agent-ci:budget-limits:1",
    title: "Budgets of an environment",
    ...withReferences(budgets),
    $defs: { limit: LIMIT },
  };
}

/** Limits, which are all of one form, as references to it. */
function withReferences(node: object): JsonSchema {
  return Object.fromEntries(
    Object.entries(node).map(([keyword, value]: readonly [string, unknown]) => {
      if (value === LIMIT_FORMS) return ["$ref", "#/$defs/limit"];
      const nested = typeof value === "object" && value !== null && !Array.isArray(value);
      return [keyword, nested ? withReferences(value) : value];
    }),
  );
}

/** The published schema of a file of an environment that holds what stands under one key. */
export function composePartSchema(key: "models", id: string, title: string): JsonSchema {
  const { default: _, ...part } = schema.properties[key];
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $id: `urn:agent-ci:${id}:1`, title, ...part };
}

function entries(rule: RuleFacts): readonly (readonly [string, JsonSchema])[] {
  const setting = ruleSetting(rule);
  return [
    [rule.id, { description: rule.summary, ...setting }],
    ...(rule.aliases ?? []).map(
      (alias) => [alias, { description: `Former name of ${rule.id}.`, deprecated: true, ...setting }] as const,
    ),
  ];
}

function ruleSetting({ options, optionAliases = {} }: RuleFacts): JsonSchema {
  const properties = {
    severity: SEVERITY,
    ...(Object.keys(options).length > 0 && { options: optionMap(options, optionAliases) }),
  };
  return { anyOf: [SEVERITY, { type: "object", properties, additionalProperties: false }] };
}

function optionMap(options: Options, aliases: NonNullable<RuleFacts["optionAliases"]>): JsonSchema {
  const properties = Object.entries(options).map(([name, value]) => [name, { ...typed(value), default: value }]);
  const former = Object.entries(aliases).map(([name, now]) => [
    name,
    { description: `Former name of ${now}.`, deprecated: true, ...typed(options[now]) },
  ]);
  return { type: "object", properties: Object.fromEntries([...properties, ...former]), additionalProperties: false };
}

const typed = (value: Options[string] | undefined): JsonSchema =>
  typeof value === "object" ? { type: "array", items: { type: "string" } } : { type: typeof value };
