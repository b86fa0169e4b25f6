/** What an answer says, read from its raw bytes. */
export interface Reading {
  /** `truncated` ended before the wire says that it is over; `error` is an error by status or in the stream. */
  readonly state: "complete" | "truncated" | "error";
  /** The answer's text, put together from all its pieces. */
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** Why the model stopped, in the vendor's own word. */
  readonly stop?: string;
  readonly model?: string;
  readonly usage?: Usage;
  readonly error?: { readonly kind: string; readonly message: string };
}

export interface ToolCall {
  readonly id?: string;
  readonly name: string;
  /** JSON, as the model wrote it. */
  readonly arguments: string;
}

/** Tokens. `input` excludes what was read from a cache or written to one, on every wire. */
export interface Usage {
  readonly input: number;
  /** Reasoning included. */
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
  /** The answer broke off: what was used is at least this. */
  readonly partial: boolean;
  /** The vendor's own words, for what prices depend on besides. */
  readonly raw: Readonly<Record<string, unknown>>;
}
