import { count, remainder } from "../numbers.ts";
import { NO_TOKENS, type Tokens } from "../record.ts";

export interface GeminiCounts {
  /** With what a cache gave. */
  readonly prompt: unknown;
  readonly cached: unknown;
  readonly candidates: unknown;
  readonly thoughts: unknown;
  /** What results of tools added to the prompt, beside it. */
  readonly tool: unknown;
  readonly total: unknown;
}

/**
 * Thoughts stand beside the candidates: the total proves it. Where the total is that of the others alone, they are a
 * part of them. Throws Contradiction.
 */
export function geminiTokens(counts: GeminiCounts): Tokens {
  const prompt = count(counts.prompt);
  const cached = count(counts.cached);
  const candidates = count(counts.candidates);
  const thoughts = count(counts.thoughts);
  const tool = count(counts.tool);
  const inside = thoughts > 0 && count(counts.total) === prompt + candidates + tool;
  return {
    ...NO_TOKENS,
    uncached: remainder(prompt, cached) + tool,
    cacheRead: cached,
    output: inside ? candidates : candidates + thoughts,
    reasoning: thoughts,
  };
}
