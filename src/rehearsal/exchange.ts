import type { ExchangeOutcome } from "./outcome.ts";
import type { Reading } from "./wire/reading.ts";
import type { ModelRequest } from "./wire/request.ts";

/** One request and its answer, as assertions, bills and transcripts need them. */
export interface Exchange {
  /** From 0, in the order of arrival. */
  readonly number: number;
  /** Who of a team asked. */
  readonly agent?: string;
  /** Milliseconds since the server started: of the arrival, and of the last byte of the answer. */
  readonly began: number;
  readonly ended: number;
  readonly method: string;
  /** Without its query, which may hold a key. */
  readonly path: string;
  /** As it came, decoded; may hold whatever the client put into it. */
  readonly body: Uint8Array;
  /** Absent where the request asks no model, or cannot be read. Read again from the bytes when it is asked for. */
  readonly request?: ModelRequest | undefined;
  /** False where so much was asked before that bodies and request are left out. */
  readonly kept: boolean;
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** What was sent, as far as it was sent. */
    readonly body: Uint8Array;
  };
  /**
   * What the answer says: text, tool calls, usage, why it stopped, whether it is whole.
   * Absent as `request` is; read when it is asked for.
   */
  readonly reading?: Reading | undefined;
  readonly outcome: ExchangeOutcome;
  /** Whether the client took the whole answer. */
  readonly delivered: boolean;
}
