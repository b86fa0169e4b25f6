import { isRecord } from "./overlay.ts";

/**
 * The smallest value that a schema allows: required members only, first of each choice. `resolve` finds what a `$ref` means.
 */
export function sample(schema: unknown, resolve: (reference: string) => unknown): unknown {
  if (!isRecord(schema)) return {};
  const {
    $ref,
    anyOf,
    oneOf,
    allOf,
    enum: choices,
    type,
    format,
    properties,
    required,
    items,
    minItems,
    minLength,
  } = schema;
  if (typeof $ref === "string") return sample(resolve($ref), resolve);
  if (Array.isArray(choices)) return choices[0];
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map((one) => sample(one, resolve)));
  const choice = anyOf ?? oneOf;
  if (Array.isArray(choice)) return sample(choice[0], resolve);
  const kind = Array.isArray(type) ? type[0] : type;
  switch (kind) {
    case "string":
      return STRINGS[String(format)] ?? "text".padEnd(Number(minLength ?? 0), "0");
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return false;
    case "null":
      return null;
    case "array":
      return Array.from({ length: Number(minItems ?? 0) }, () => sample(items, resolve));
    default: {
      const members = isRecord(properties) && Array.isArray(required) ? required : [];
      const known = isRecord(properties) ? properties : {};
      return Object.fromEntries(members.map((name) => [name, sample(known[name], resolve)]));
    }
  }
}

const STRINGS: Readonly<Record<string, string>> = {
  "date-time": "2026-01-01T00:00:00Z",
  uri: "https://example.com/",
  email: "ada@example.com",
};
