import { nearest } from "../model/nearest.ts";
import { twins } from "./limits.ts";
import type { Mistake } from "./mistakes.ts";
import { type ConfigProblem, problemAt } from "./origin.ts";
import { refuseText } from "./text-formats.ts";
import { candidates, either, expected, foundWords, quote, range, wanted } from "./wording.ts";

/** A mistake in words, at the key or value that it is about; with `suggest`, the nearest word that would do. */
export function explainMistake(mistake: Mistake, suggest: boolean): ConfigProblem {
  const { keyword, schema, at, key = "" } = mistake;
  const say = (message: string, help?: string): ConfigProblem => problemAt(at.origin, message, help);
  const text = at.kind === "leaf" ? String(at.value) : "";
  switch (keyword) {
    case "type":
      return say(`expected ${expected(schema)}, found ${foundWords(at)}${schema.examples ? `: ${asIn(schema)}` : ""}`);
    case "anyOf": {
      const keys = wanted(schema);
      return say(keys === undefined ? `expected ${expected(schema)}, found ${foundWords(at)}` : `missing key ${keys}`);
    }
    case "required":
      return say(`missing key \`${key}\``);
    case "additionalProperties":
      return unknownKey(mistake, key, suggest);
    case "enum": {
      const meant = suggest ? meantBy(text, schema.enum ?? []) : undefined;
      const message = `${quote(text)} is not ${expected(schema)}`;
      return say(meant === undefined ? message : `${message}: did you mean \`${meant}\`?`);
    }
    case "format": {
      const refused = refuseText(schema.format, text, at.origin);
      return say(refused?.message ?? "", refused?.help);
    }
    default:
      return say(limit(mistake));
  }
}

/** Also by its first or its last part: `claude` for `claude-code`, `name-format` for `skill/name-format`. */
const meantBy = (word: string, known: readonly string[]): string | undefined =>
  nearest(word, known) ??
  (word === "" ? undefined : known.find((one) => one.startsWith(`${word}-`) || one.endsWith(`/${word}`)));

const asIn = ({ examples = [] }: Mistake["schema"]): string => `write it as in ${either(examples.map(quote))}`;

function unknownKey({ schema, at, under }: Mistake, key: string, suggest: boolean): ConfigProblem {
  const keys = Object.entries(schema.properties ?? {}).flatMap(([name, { deprecated }]) => (deprecated ? [] : name));
  const origin = (at.kind === "map" && at.entries.get(key)?.key) || at.origin;
  const meant = suggest ? meantBy(key, keys) : undefined;
  const noun = under === "rules" ? "rule" : under === "options" ? "option" : "key";
  const message = `unknown ${noun} ${quote(key)}`;
  return meant === undefined
    ? problemAt(origin, message, candidates(key, keys))
    : problemAt(origin, `${message}: did you mean \`${meant}\`?`);
}

/** How a value breaks a limit. */
function limit({ keyword, schema, at }: Mistake): string {
  switch (keyword) {
    case "minItems":
      return schema.minItems === 1 ? "must not be empty" : `needs at least ${schema.minItems} entries`;
    case "minLength":
      return schema.minLength === 1 ? "must not be empty" : `needs at least ${schema.minLength} characters`;
    case "maxItems":
    case "maxProperties":
      return `has more than ${schema[keyword]} entries`;
    case "maxLength":
      return `is too long: write at most ${schema.maxLength} characters`;
    case "minimum":
      return `${foundWords(at)} is too small: write ${range(schema)}`;
    case "maximum":
      return `${foundWords(at)} is too large: write ${range(schema)}`;
    case "pattern":
      return `${foundWords(at)} is not in the form that is expected: ${asIn(schema)}`;
    case "uniqueItems": {
      const [first, second] = twins(at) ?? [0, 0];
      return `entries ${first + 1} and ${second + 1} are the same`;
    }
    default:
      return `does not satisfy \`${keyword}\``;
  }
}
