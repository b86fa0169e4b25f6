import { nearest } from "../model/nearest.ts";
import type { Layer } from "./layer.ts";
import { type ConfigProblem, problemAt } from "./origin.ts";
import { collapse } from "./collapse.ts";
import { candidates, expected, found, limit, quote, wanted } from "./wording.ts";
import type { SchemaError } from "./validator.js";

/** Looking for the nearest word costs time, which a hostile file must not be able to ask for without end. */
const MOST_SUGGESTIONS = 100;

/** The validator's errors in words, each at the key or value that it means. */
export function explain(layer: Layer, errors: readonly SchemaError[]): ConfigProblem[] {
  return collapse(errors).map((error, index) => explainOne(layer, error, index < MOST_SUGGESTIONS));
}

function explainOne(layer: Layer, error: SchemaError, suggest: boolean): ConfigProblem {
  const path = error.instancePath.split("/").slice(1).map(unescape);
  const place = descend(layer, path);
  const { params, parentSchema } = error;
  switch (error.keyword) {
    case "additionalProperties": {
      const key = params.additionalProperty ?? "";
      const keys = Object.keys(parentSchema.properties ?? {});
      const origin = (place.kind === "map" && place.entries.get(key)?.key) || place.origin;
      const meant = suggest ? nearest(key, keys) : undefined;
      const message = `unknown ${noun(path)} ${quote(key)}`;
      return meant === undefined
        ? problemAt(origin, message, candidates(key, keys))
        : problemAt(origin, `${message}: did you mean \`${meant}\`?`);
    }
    case "enum": {
      const word = String(error.data);
      const meant = suggest ? nearest(word, (parentSchema.enum ?? []).map(String)) : undefined;
      const message = `${quote(word)} is not ${expected(parentSchema)}`;
      return problemAt(place.origin, meant === undefined ? message : `${message}: did you mean \`${meant}\`?`);
    }
    case "type":
    case "anyOf": {
      const keys = error.keyword === "anyOf" ? wanted(parentSchema) : undefined;
      return problemAt(
        place.origin,
        keys === undefined ? `expected ${expected(parentSchema)}, found ${found(error.data)}` : `missing key ${keys}`,
      );
    }
    case "required":
      return problemAt(place.origin, `missing key \`${params.missingProperty ?? ""}\``);
    default:
      return problemAt(place.origin, limit(error));
  }
}

const unescape = (segment: string): string => segment.replaceAll("~1", "/").replaceAll("~0", "~");

/** The layer at a path, or the last one on the way where the path leaves the tree. */
function descend(layer: Layer, path: readonly string[]): Layer {
  let at = layer;
  for (const segment of path) {
    if (at.kind === "map") at = at.entries.get(segment)?.value ?? at;
    else if (at.kind === "list") at = at.items[Number(segment)] ?? at;
  }
  return at;
}

function noun(path: readonly string[]): string {
  const last = path.at(-1);
  return last === "rules" ? "rule" : last === "options" ? "option" : "key";
}
