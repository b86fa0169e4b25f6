import { explainMistake } from "../../config/explain.ts";
import type { Layer, LayerMap } from "../../config/layer.ts";
import { valueOf } from "../../config/layer.ts";
import { mistakes } from "../../config/mistakes.ts";
import type { ConfigProblem } from "../../config/origin.ts";
import type { SchemaNode } from "../../config/schema-node.ts";
import type { Assertion } from "../assertions/assertion.ts";
import { assertions } from "../assertions/assertions.ts";
import { ASSERTIONS, type AssertionName } from "../assertions/names.ts";
import { objectOf } from "../../model/json.ts";

/**
 * Before the name of an assertion, as promptfoo has it: it must not hold.
 * @internal the published schema is made of it
 */
export const NOT = "not-";

/**
 * Every word that `type:` may be.
 * @internal the published schema is made of it
 */
export const TYPES: readonly string[] = ASSERTIONS.flatMap((name) => [name, NOT + name]);

const typed: SchemaNode = {
  type: "object",
  required: ["type"],
  properties: { type: { type: "string", enum: TYPES } },
};
const expectSchema: SchemaNode = { type: "array", maxItems: 200, items: typed };

/** All that may stand in an expectation of a type. */
export function schemaOf(name: AssertionName): SchemaNode {
  const { schema, required }: Assertion = assertions[name];
  return {
    type: "object",
    required: ["type", ...required],
    additionalProperties: false,
    properties: { type: { type: "string" }, ...schema },
  };
}

/** Where expectations stand, and by what each is judged. */
interface Standing {
  readonly under: string;
  readonly schemaFor: (name: AssertionName) => SchemaNode;
}

/** What is wrong with expectations: with each by its own type, where it has one that is known. */
export function* wrongExpectations(
  expect: Layer,
  { under, schemaFor }: Standing = { under: "expect", schemaFor: schemaOf },
): Generator<ConfigProblem> {
  for (const mistake of mistakes(expectSchema, expect, under)) yield explainMistake(named(mistake), true);
  if (expect.kind !== "list") return;
  for (const item of expect.items) {
    const name = item.kind === "map" ? splitType(typeOf(item))?.type : undefined;
    if (name !== undefined) for (const mistake of mistakes(schemaFor(name), item)) yield explainMistake(mistake, true);
  }
}

/** Nearly forty words are no help where one is unknown: those without `not-` say enough. */
function named(mistake: Parameters<typeof explainMistake>[0]): Parameters<typeof explainMistake>[0] {
  const text = mistake.at.kind === "leaf" ? String(mistake.at.value) : "";
  if (mistake.keyword !== "enum") return mistake;
  const known = text.startsWith(NOT) ? TYPES.filter((one) => one.startsWith(NOT)) : ASSERTIONS;
  return { ...mistake, schema: { ...mistake.schema, enum: known } };
}

function typeOf(item: LayerMap): string {
  const type = item.entries.get("type")?.value;
  return type?.kind === "leaf" ? String(type.value) : "";
}

/** An expectation as its assertion takes it. */
export interface Split {
  readonly type: AssertionName;
  readonly not: boolean;
}

/** The assertion behind a type; undefined where there is none. */
export function splitType(type: string): Split | undefined {
  const not = type.startsWith(NOT);
  const bare = not ? type.slice(NOT.length) : type;
  const name = ASSERTIONS.find((one) => one === bare);
  return name && { type: name, not };
}

/** What stands beside the type. */
export function paramsOf(item: Layer): Readonly<Record<string, unknown>> {
  const { type: _, ...params } = objectOf(valueOf(item));
  return params;
}
