import type { Reading } from "../wire/reading.ts";
import type { ModelRequest } from "../wire/request.ts";
import { numberOf, objectOf } from "../wire/json.ts";
import type { Amounts } from "./budget.ts";

/** No model answers longer than this without being told to. */
const LONGEST_ANSWER = 32_000;

/** Bytes per token below which no tokenizer goes on text that people write: a bound, not an estimate. */
const FEWEST_BYTES = 2;

/** The most that a call may use, known before it is made. */
export function mostUsed({ parameters }: ModelRequest, bytes: number): Amounts {
  const asked =
    numberOf(parameters["max_tokens"]) ??
    numberOf(parameters["max_completion_tokens"]) ??
    numberOf(parameters["max_output_tokens"]) ??
    numberOf(objectOf(parameters["generationConfig"])["maxOutputTokens"]);
  return { requests: 1, tokens: Math.ceil(bytes / FEWEST_BYTES) + (asked ?? LONGEST_ANSWER) };
}

/** What a call has used. Where the answer broke off nobody knows, so all that was set aside counts. */
export function used({ usage, state }: Reading, most: Amounts): Amounts {
  if (usage === undefined) return state === "error" ? { requests: 1, tokens: 0 } : most;
  if (usage.partial) return most;
  return { requests: 1, tokens: usage.input + usage.output + (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0) };
}
