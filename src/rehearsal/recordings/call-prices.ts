import type { ModelRequest } from "../wire/request.ts";
import type { Reading } from "../wire/reading.ts";
import type { CallBounds } from "./most-used.ts";
import type { RecordedResponse } from "./recording.ts";

/** What calls cost, in whole nano-dollars and rounded up; the book of prices is another room's. */
export interface CallPrices {
  /** The most that a call may cost; in words, why nobody knows. */
  readonly most: (request: ModelRequest, body: string, bounds: CallBounds) => number | string;
  /** The most that an answer cost; undefined where it does not say what it took. */
  readonly used: (
    request: ModelRequest,
    response: RecordedResponse,
    reading: Reading,
    bounds: CallBounds,
  ) => number | undefined;
}
