import type { ScriptedAnswer } from "../scripted/turn.ts";
import type { Json } from "../../model/json.ts";
import type { Reading } from "./reading.ts";
import type { ModelRequest } from "./request.ts";
import type { WireName } from "./wire-name.ts";

/** Where a request stands in its run, for names that are the same in every run. */
export interface Occasion {
  readonly position: number;
  /** Characters of the request, for the usage of answers that name none. */
  readonly characters: number;
}

/** One vendor's way to ask a model. Pure: texts in, texts out. */
export interface Wire {
  readonly name: WireName;
  /** Whether `POST` to a path, without its query, asks in this way. */
  readonly claims: (path: string) => boolean;
  readonly ask: (body: Json, path: string, query: string) => ModelRequest;
  /** `body` is a successful answer; `streamed` says whether it came in the wire's form for streams. */
  readonly read: (body: string, streamed: boolean) => Reading;
  /**
   * The pieces of a scripted answer, in the form that was asked for: server-sent events one by one, or one JSON text.
   */
  readonly render: (answer: ScriptedAnswer, request: ModelRequest, occasion: Occasion) => readonly string[];
  /** An error as the vendor words it. */
  readonly error: (status: number, kind: string, message: string) => Json;
  /** An error within a stream that has begun; undefined where the wire knows none. */
  readonly streamedError?: (kind: string, message: string) => string;
}
