import { settingsSchema } from "./schema.ts";
import type { SchemaNode } from "./schema-node.ts";

/** The types that options of rules have; a list is one of texts, and a share a number from 0 to 1. */
export type OptionType = "boolean" | "integer" | "share" | "string" | "array";
/** Every rule, by its id and its former names, with the types of its options. */
export type RuleOptions = Readonly<Record<string, Readonly<Record<string, OptionType>>>>;

/** Former names of the options of each rule, by all the names that the rule has, → their present ones. */
type FormerOptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The whole schema, for the rules that there are and the options that each has, by whichever name. */
export function withRules(known: RuleOptions, former: FormerOptions): SchemaNode {
  const { rules, overrides } = settingsSchema.properties;
  const plain = ruleSetting({}); // that of most rules
  const properties: Record<string, SchemaNode> = {};
  for (const [id, options] of Object.entries(known))
    properties[id] = Object.keys(options).length === 0 ? plain : ruleSetting(withFormer(options, former[id]));
  const byRule = { type: "object", properties, additionalProperties: false } as const;
  const { items } = overrides;
  return {
    ...settingsSchema,
    properties: {
      ...settingsSchema.properties,
      rules: { ...rules, ...byRule },
      overrides: { ...overrides, items: { ...items, properties: { ...items.properties, rules: byRule } } },
    },
  };
}

const { anyOf } = settingsSchema.properties.rules.additionalProperties;
const SEVERITY = { type: "string", enum: anyOf[0].enum } as const;

/**
 * What may stand behind a rule's id: its severity, or a map.
 * `options` are the schemas of the options that the rule has.
 * @internal scripts/generate/config-schema.ts publishes it
 */
export function ruleSetting(options: Readonly<Record<string, SchemaNode>>): SchemaNode {
  const named = { type: "object", properties: options, additionalProperties: false } as const;
  const properties = { severity: SEVERITY, ...(Object.keys(options).length > 0 && { options: named }) };
  return { anyOf: [SEVERITY, { type: "object", properties, additionalProperties: false }] };
}

function withFormer(options: RuleOptions[string], former: FormerOptions[string] = {}): Record<string, SchemaNode> {
  const nodes = optionNodes(options);
  for (const [name, now] of Object.entries(former)) nodes[name] = { ...nodes[now], deprecated: true };
  return nodes;
}

const optionNodes = (options: RuleOptions[string]): Record<string, SchemaNode> =>
  Object.fromEntries(Object.entries(options).map(([name, one]) => [name, optionNode(one)]));

/**
 * What an option of a type may be. Numbers are bounded: none of less than nothing means anything to a rule.
 * @internal likewise
 */
export const optionNode = (type: OptionType): SchemaNode => OPTION_NODES[type];

const OPTION_NODES: Readonly<Record<OptionType, SchemaNode>> = {
  boolean: { type: "boolean" },
  integer: { type: "integer", minimum: 0 },
  share: { type: "number", minimum: 0, maximum: 1 },
  string: { type: "string" },
  array: { type: "array", items: { type: "string" } },
};
