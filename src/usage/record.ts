/**
 * One answer of a model, as its provider served it: what it took, and what decides its price. It holds no money, but
 * what the log says of it: money is records × the locked book of prices, made once where it is shown.
 */
export interface UsageRecord {
  readonly v: 1;
  /** Milliseconds since the epoch. Absent where the log has no time. */
  readonly ts?: number;
  readonly source: UsageSource;
  /** The same for the same answer, in whatever file and copy it stands, and for no other answer of its source. */
  readonly sourceId: string;
  /** Absent where the log does not say who served it. */
  readonly provider?: string;
  /** As the log names it; `""` where it names none. */
  readonly model: string;
  /**
   * The service that was served, not the one asked for: `standard`, `batch`, `flex`, `priority`, `fast`, or what else
   * the log says.
   */
  readonly tier: string;
  /** Where inference has to stay, where that was asked for: `us`. Absent where it is anywhere. */
  readonly geo?: string;
  readonly tokens: Tokens;
  /** What is charged by the piece: `web-search`, and under its own name what the log counts besides. */
  readonly items?: Readonly<Record<string, number>>;
  /**
   * How many answers it sums up, where a log has no single ones; absent where nobody knows. Only of one answer is the
   * length of the request known, which its price may depend on.
   */
  readonly calls?: number;
  /** The answer broke off: it took at least this. */
  readonly partial?: true;
  /** It came from a recording or a script: nobody was asked, and nothing is owed. */
  readonly replayed?: true;
  /** What the log says that it cost, in nano-dollars: to compare with, never to add up. */
  readonly claimed?: number;
  /**
   * In which run of an agent it was given, and in which of that run's conversations: a subagent has one of its own.
   * Numbers made of what the log calls them, which is nobody's business. Absent where it does not say; of an answer
   * that stands in several sessions, those of the one that is read first.
   */
  readonly run?: number;
  readonly thread?: number;
  readonly by: Attribution;
}

/** A record that has been counted: by what name it was told from others does not matter any more. */
export type Counted = Omit<UsageRecord, "sourceId">;

/**
 * Tokens by what is charged for them. Those of `reasoning` and `assumed5m` are counted elsewhere too: never add them.
 */
export interface Tokens {
  /** Neither read from a cache nor written to one. */
  readonly uncached: number;
  readonly cacheRead: number;
  /** Written for five minutes, or at the only price that there is for writing. */
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  /** Those of `cacheWrite5m` of which the log does not say for how long they were written. */
  readonly assumed5m: number;
  /** With all reasoning. */
  readonly output: number;
  /** Those of `output` that are reasoning, where the log says so. */
  readonly reasoning: number;
}

/** Whose it was, as far as the log or its reader's user says. */
export interface Attribution {
  readonly repo?: string;
  readonly workflow?: string;
  readonly job?: string;
  readonly runId?: string;
  readonly pr?: string;
  /** The agent: a client's own, or one of its subagents by name. */
  readonly agent?: string;
  readonly skill?: string;
  /** The MCP server whose tool was at work. */
  readonly mcp?: string;
}

export const USAGE_SOURCES = [
  "claude-code",
  "claude-code-result",
  "codex",
  "codex-exec",
  "gemini-cli",
  "copilot-cli",
  "opencode",
  "opentelemetry",
  "litellm",
  "dry-run",
  "mapped",
] as const;
export type UsageSource = (typeof USAGE_SOURCES)[number];

export const NO_TOKENS: Tokens = {
  uncached: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  assumed5m: 0,
  output: 0,
  reasoning: 0,
};

/** What the model read, cached or not: the length by which some prices step. */
export const inputOf = ({ uncached, cacheRead, cacheWrite5m, cacheWrite1h }: Tokens): number =>
  uncached + cacheRead + cacheWrite5m + cacheWrite1h;

export const plus = (one: Tokens, other: Tokens): Tokens => ({
  uncached: one.uncached + other.uncached,
  cacheRead: one.cacheRead + other.cacheRead,
  cacheWrite5m: one.cacheWrite5m + other.cacheWrite5m,
  cacheWrite1h: one.cacheWrite1h + other.cacheWrite1h,
  assumed5m: one.assumed5m + other.assumed5m,
  output: one.output + other.output,
  reasoning: one.reasoning + other.reasoning,
});
