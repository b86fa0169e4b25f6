import type { Json } from "../../model/json.ts";
import { count, remainder } from "../numbers.ts";
import { NO_TOKENS, type Tokens } from "../record.ts";

/** Each by its names, the newest first: where several are there, they say the same thing. */
const NAMES = {
  input: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
  output: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
  read: [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.cached_tokens",
  ],
  written: [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
  ],
  reasoning: [
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.output_tokens.reasoning",
  ],
} as const;

const numberAt = (attributes: Json, names: readonly string[]): number =>
  count(names.map((name) => attributes[name]).find((one) => one !== undefined));

function counts(attributes: Json) {
  return {
    input: numberAt(attributes, NAMES.input),
    output: numberAt(attributes, NAMES.output),
    read: numberAt(attributes, NAMES.read),
    written: numberAt(attributes, NAMES.written),
    reasoning: numberAt(attributes, NAMES.reasoning),
  };
}

/**
 * By the conventions the input has in it what a cache gave and took. Some leave it out; a cache that gave more than the
 * whole proves it.
 */
export function excludesCache(attributes: Json): boolean {
  const { input, read, written } = counts(attributes);
  return input < read + written;
}

/** Throws Contradiction. */
export function otelTokens(attributes: Json, excludes: boolean): Tokens {
  const { input, output, read, written, reasoning } = counts(attributes);
  return {
    ...NO_TOKENS,
    uncached: excludes ? input : remainder(input, read, written),
    cacheRead: read,
    cacheWrite5m: written,
    assumed5m: written,
    output,
    reasoning: Math.min(reasoning, output),
  };
}
