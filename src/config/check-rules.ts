import type { SchemaError, SchemaNode } from "./validator.js";

/** The types that options of rules have; a list is one of texts. */
export type OptionType = "boolean" | "number" | "string" | "array";
/** Every rule, by its id and its former names, with the types of its options. */
export type RuleOptions = Readonly<Record<string, Readonly<Record<string, OptionType>>>>;

/** Former names of the options of each rule → their present ones. */
type FormerOptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * What plain data says of rules that there are not, or of options that they do not have, as the validator would say it.
 * Compiled like the rest of the schema, the options of all rules would be most of the program.
 */
export function checkRules(
  data: unknown,
  known: RuleOptions,
  formerOptions: FormerOptions = {},
): readonly SchemaError[] {
  if (!isMap(data)) return [];
  const overrides = Array.isArray(data["overrides"]) ? data["overrides"] : [];
  return [
    ...inRules(data["rules"], "/rules", known, formerOptions),
    ...overrides.flatMap((one: unknown, index) =>
      isMap(one) ? [...inRules(one["rules"], `/overrides/${index}/rules`, known, formerOptions)] : [],
    ),
  ];
}

function* inRules(
  rules: unknown,
  at: string,
  known: RuleOptions,
  formerOptions: FormerOptions,
): Generator<SchemaError> {
  for (const [id, setting] of isMap(rules) ? Object.entries(rules) : []) {
    const options = own(known, id);
    if (!options) yield unknownKey(at, id, known, rules);
    else if (isMap(setting)) yield* inSetting(setting, `${at}/${escape(id)}`, options, own(formerOptions, id) ?? {});
  }
}

function* inSetting(
  setting: Readonly<Record<string, unknown>>,
  at: string,
  known: Readonly<Record<string, OptionType>>,
  former: Readonly<Record<string, string>>,
): Generator<SchemaError> {
  const { options } = setting;
  if (options === undefined) return;
  if (Object.keys(known).length === 0) yield unknownKey(at, "options", { severity: {} }, setting);
  else
    for (const [name, value] of isMap(options) ? Object.entries(options) : []) {
      const type = own(known, own(former, name) ?? name);
      if (type === undefined) yield unknownKey(`${at}/options`, name, known, options);
      else yield* mistyped(value, type, `${at}/options/${escape(name)}`);
    }
}

function* mistyped(value: unknown, type: OptionType, at: string): Generator<SchemaError> {
  if (type === "array" && Array.isArray(value))
    for (const [index, item] of value.entries()) yield* mistyped(item, "string", `${at}/${index}`);
  // A number that JSON cannot write is none: YAML has infinity.
  else if (typeof value !== type || (type === "number" && !Number.isFinite(value)))
    yield { ...wrong(at, value, { type }), keyword: "type", params: {} };
}

function unknownKey(
  at: string,
  key: string,
  properties: Readonly<Record<string, unknown>>,
  data: unknown,
): SchemaError {
  return { ...wrong(at, data, { properties }), keyword: "additionalProperties", params: { additionalProperty: key } };
}

function wrong(instancePath: string, data: unknown, parentSchema: SchemaNode) {
  return { instancePath, schemaPath: "", parentSchema, data };
}

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Of JSON pointers. */
const escape = (segment: string): string => segment.replaceAll("~", "~0").replaceAll("/", "~1");

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
