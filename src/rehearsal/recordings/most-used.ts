import type { Reading } from "../wire/reading.ts";
import type { ModelRequest } from "../wire/request.ts";
import { numberOf, objectOf } from "../../model/json.ts";
import type { Amounts } from "./budget.ts";

/** No model answers longer than this without being told to. */
const LONGEST_ANSWER = 32_000;

/** Bytes per token below which no tokenizer goes on text that people write: a bound, not an estimate. */
const FEWEST_BYTES = 2;

/** Tokens of which a call has no more: what it sends, and what it allows for an answer. */
export interface CallBounds {
  readonly input: number;
  readonly output: number;
}

export function boundsOf({ parameters }: Pick<ModelRequest, "parameters">, bytes: number): CallBounds {
  const asked =
    numberOf(parameters["max_tokens"]) ??
    numberOf(parameters["max_completion_tokens"]) ??
    numberOf(parameters["max_output_tokens"]) ??
    numberOf(objectOf(parameters["generationConfig"])["maxOutputTokens"]);
  return { input: Math.ceil(bytes / FEWEST_BYTES), output: asked ?? LONGEST_ANSWER };
}

/** The most that a call may use, known before it is made; `nano` is the most that it may cost. */
export const mostUsed = ({ input, output }: CallBounds, nano = 0): Amounts => ({
  requests: 1,
  tokens: input + output,
  "nano-dollars": nano,
});

/** What a call has used. Where the answer broke off nobody knows, so all that was set aside counts. */
export function used({ usage, state }: Reading, most: Amounts, nano = most["nano-dollars"]): Amounts {
  if (usage === undefined) return state === "error" ? NO_ANSWER : most;
  if (usage.partial) return { ...most, "nano-dollars": nano };
  const tokens = usage.input + usage.output + (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0);
  return { requests: 1, tokens, "nano-dollars": nano };
}

/** A call that was made, and that nobody answered. */
export const NO_ANSWER: Amounts = { requests: 1, tokens: 0, "nano-dollars": 0 };
