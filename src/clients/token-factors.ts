import type { Fact } from "./fact.ts";

/** How many tokens a family of models makes of what `o200k_base` counts as one. */
export interface TokenFactor {
  readonly typical: number;
  readonly low: number;
  readonly high: number;
}

const read = "2026-11-21";
const PUBLISHED = "https://github.com/anthropics/skills/blob/9d2f1ae1/skills/claude-api/shared/token-counting.md";

/**
 * The factors that estimates are made with. Claude's tokenizers since version 3 are not published: 2,482 skills
 * measured with an estimator of Claude ≤ 4.6 have 1.13 times the tokens of o200k_base (5th to 95th percentile 1.06 to
 * 1.33), and Anthropic says that the tokenizer since Opus 4.7 and Sonnet 5 makes 1 to 1.35 times of that.
 */
export const tokenFactors = {
  openai: {
    value: { typical: 1, low: 1, high: 1 },
    says: "OpenAI's models since GPT-4o count with o200k_base.",
    read: { url: "https://github.com/openai/tiktoken/blob/main/tiktoken/model.py", date: read },
  },
  claude: {
    value: { typical: 1.33, low: 1.06, high: 1.8 },
    says: "Claude counts more: up to 4.6 1.13 times as much in the mean, since 4.7 another 1 to 1.35 times of that.",
    read: { url: PUBLISHED, date: read },
  },
  "claude-4.6": {
    value: { typical: 1.13, low: 1.06, high: 1.33 },
    says: "Claude up to 4.6 makes 1.13 times as many tokens in the mean.",
    read: { url: PUBLISHED, date: read },
  },
  gemini: {
    value: { typical: 1, low: 0.85, high: 1.15 },
    says: "Gemini's counts lie within 15 % of o200k_base, by reports of users; Google publishes no tokenizer for them.",
    read: { url: "https://ai.google.dev/gemini-api/docs/tokens", date: read },
  },
  any: {
    value: { typical: 1, low: 0.85, high: 1.8 },
    says: "Where users choose the model, the count is that of o200k_base, and the interval that of all families.",
    read: { url: PUBLISHED, date: read },
  },
} as const satisfies Readonly<Record<string, Fact<TokenFactor>>>;

export type TokenFamily = keyof typeof tokenFactors;

/** The family of models that each client talks to. */
export const TOKEN_FAMILIES = {
  "claude-code": "claude",
  codex: "openai",
  copilot: "any",
  cursor: "any",
  "gemini-cli": "gemini",
} as const satisfies Readonly<Record<string, TokenFamily>>;

/** Tokens of the prompt that an API adds to a request with tools, by what of them the model may choose. */
export interface ToolPrompt {
  /** It may call a tool, or none. */
  readonly auto: number;
  /** It has to call one. */
  readonly any: number;
}

const TOOL_USE = "https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview";
const source = { read: { url: TOOL_USE, date: "2026-11-30" } } as const;
const of = (models: string, auto: number, any: number) =>
  ({
    value: { auto, any },
    says: `Anthropic's API adds ${auto} tokens to a request to ${models} that has tools, and ${any} where one has to be called.`,
    ...source,
  }) as const satisfies Fact<ToolPrompt>;

/**
 * What Anthropic's API adds, unseen in the request and paid for, as its page had it on 2026-07-13; of Claude 3 an older
 * one. Models that came later are not in it. By how the name of a model is written.
 */
export const toolPrompts = {
  "claude-opus-4-8": of("Opus 4.8", 290, 410),
  "claude-opus-4-7": of("Opus 4.7", 675, 804),
  "claude-opus-4-6": of("Opus 4.6", 497, 589),
  "claude-opus-4-5": of("Opus 4.5", 496, 588),
  "claude-opus-4-1": of("Opus 4.1", 313, 315),
  "claude-opus-4": of("Opus 4", 313, 315),
  "claude-sonnet-5": of("Sonnet 5", 354, 474),
  "claude-sonnet-4-6": of("Sonnet 4.6", 497, 589),
  "claude-sonnet-4-5": of("Sonnet 4.5", 496, 588),
  "claude-sonnet-4": of("Sonnet 4", 313, 315),
  "claude-haiku-4-5": of("Haiku 4.5", 496, 588),
  "claude-3-5-haiku": of("Haiku 3.5", 264, 355),
  "claude-3-opus": of("Opus 3", 530, 281),
  "claude-3-sonnet": of("Sonnet 3", 159, 235),
  "claude-3-haiku": of("Haiku 3", 264, 340),
} as const satisfies Readonly<Record<string, Fact<ToolPrompt>>>;
