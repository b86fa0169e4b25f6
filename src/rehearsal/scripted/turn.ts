/** An answer written by hand, the same for every wire. */
export interface ScriptedAnswer {
  readonly text?: string;
  readonly thinking?: string;
  readonly calls?: readonly ScriptedCall[];
  /** Estimated from the texts where it is not given; never nothing, or every budget would pass. */
  readonly usage?: ScriptedUsage;
  /** Why the model stops, where that is not plain from the answer. */
  readonly stop?: "length" | "refusal";
  /** Where the request asks for JSON, the smallest that its schema allows, instead of the text. */
  readonly fit?: boolean;
  /** Of an embedding; each input gets the same one. */
  readonly vector?: readonly number[];
}
export interface ScriptedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}
/** Tokens; `input` without what a cache gave or took. */
export interface ScriptedUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
}

/** An error instead of an answer, or behind the pieces of one. */
export interface ScriptedError {
  readonly status: number;
  /** The vendor's word for it. */
  readonly kind: string;
  readonly message: string;
  /** Seconds that a client is told to wait. */
  readonly retryAfter?: number;
}

/** What goes wrong, or slowly, on the way. */
export interface Fault {
  /** Milliseconds before the first byte. */
  readonly delay?: number;
  /** Milliseconds between two pieces of a stream. */
  readonly pause?: number;
  /** The stream is over after so many pieces: it ends, or its connection breaks. */
  readonly cut?: { readonly after: number; readonly how: "end" | "break" };
}

export interface ScriptedTurn extends Fault {
  readonly answer?: ScriptedAnswer;
  /** Beside an answer: in the stream, after its pieces or after those that `cut` leaves. */
  readonly error?: ScriptedError;
}

/** Turns for one conversation, by the position that the request itself shows. */
export interface Script {
  readonly name: string;
  readonly when: RequestPattern;
  readonly turns: readonly ScriptedTurn[];
  /** The last turn answers whatever comes after it, too. */
  readonly forever: boolean;
}

/** Which requests a script answers; what is not named does not matter. */
export interface RequestPattern {
  readonly wire?: string;
  readonly model?: string;
  /** Whether the request offers tools: side requests for titles and summaries do not. */
  readonly tools?: boolean;
  /** Text in what the user wrote first. */
  readonly prompt?: string;
  /** Text in its instructions: the system prompt, or what a client adds to messages. */
  readonly system?: string;
}
