import type { Json } from "../../model/json.ts";
import { count, remainder } from "../numbers.ts";
import { NO_TOKENS, type Tokens } from "../record.ts";

/** Tokens as Codex counts them: what a cache gave and took is in the input, and reasoning in the output. */
export interface CodexTokens {
  readonly input: number;
  readonly cached: number;
  readonly written: number;
  readonly output: number;
  readonly reasoning: number;
}

/** Throws Contradiction. */
export const codexTokens = (usage: Json): CodexTokens => ({
  input: count(usage["input_tokens"]),
  cached: count(usage["cached_input_tokens"]),
  written: count(usage["cache_write_input_tokens"]),
  output: count(usage["output_tokens"]),
  reasoning: count(usage["reasoning_output_tokens"]),
});

/** Throws Contradiction where there is more of a part than of the whole. */
export const asTokens = ({ input, cached, written, output, reasoning }: CodexTokens): Tokens => {
  remainder(output, reasoning);
  return {
    ...NO_TOKENS,
    uncached: remainder(input, cached, written),
    cacheRead: cached,
    cacheWrite5m: written,
    output,
    reasoning,
  };
};

/** What a counter has gained; undefined where it has less of anything, so that it has begun again. */
export function gained(now: CodexTokens, before: CodexTokens): CodexTokens | undefined {
  const more = {
    input: now.input - before.input,
    cached: now.cached - before.cached,
    written: now.written - before.written,
    output: now.output - before.output,
    reasoning: now.reasoning - before.reasoning,
  };
  return Object.values(more).some((one) => one < 0) ? undefined : more;
}

export const keyOfTokens = ({ input, cached, written, output, reasoning }: CodexTokens): string =>
  `${input}/${cached}/${written}/${output}/${reasoning}`;

export const isNone = (tokens: CodexTokens): boolean => Object.values(tokens).every((one) => one === 0);
