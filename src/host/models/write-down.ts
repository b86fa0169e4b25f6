import type { Exchange } from "../../rehearsal/exchange.ts";
import { readResponse } from "../../rehearsal/recordings/recording.ts";
import { objectOf, parsed } from "../../model/json.ts";
import type { Reading } from "../../rehearsal/wire/reading.ts";
import type { Form, ModelRequest } from "../../rehearsal/wire/request.ts";
import type { Wire } from "../../rehearsal/wire/wire.ts";
import type { ServerRun } from "./run.ts";

/** How the bytes of an exchange are read. */
interface Wired {
  readonly wire: Wire;
  readonly form: Form;
  readonly query: string;
}
type Bytes = Omit<Exchange, "kept" | "request" | "reading">;

/** A run that asks for more has lost its way, and shall not take the machine along. */
const MOST_HELD = 512 * 1024 * 1024;

/** Writes an exchange down, with its bodies as long as there is room. */
export function writeDown(run: ServerRun, exchange: Bytes, how?: Wired): void {
  const before = run.exchanges.get(exchange.number);
  const size = exchange.body.length + exchange.response.body.length;
  const kept = before?.kept ?? run.held + size <= MOST_HELD;
  if (kept && before === undefined) run.held += size;
  run.exchanges.set(exchange.number, kept ? read(exchange, how) : bare(exchange));
}

/**
 * Nobody may ever ask what a request or an answer says: a run of thousands would keep and read them all for nothing.
 */
function read(exchange: Bytes, how: Wired | undefined): Exchange {
  if (!how) return { ...exchange, kept: true };
  const { body, response, delivered } = exchange;
  let request: ModelRequest | undefined;
  let reading: Reading | undefined;
  return {
    ...exchange,
    kept: true,
    get request() {
      return (request ??= how.wire.ask(objectOf(parsed(Buffer.from(body).toString())), exchange.path, how.query));
    },
    get reading() {
      return (reading ??= readResponse(how.wire.name, how.form, { ...response, broken: !delivered }));
    },
  };
}

const bare = (exchange: Bytes): Exchange => ({
  ...exchange,
  body: NO_BYTES,
  response: { ...exchange.response, body: NO_BYTES },
  kept: false,
});

const NO_BYTES = new Uint8Array();
