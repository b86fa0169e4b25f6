import type { IncomingMessage, ServerResponse } from "node:http";
import { answer, type Answer } from "../../rehearsal/answer.ts";
import type { ExchangeOutcome } from "../../rehearsal/outcome.ts";
import { type PlayEvent, whole } from "../../rehearsal/play.ts";
import { isObject, parsed } from "../../model/json.ts";
import type { ModelRequest } from "../../rehearsal/wire/request.ts";
import { wireOf, wires } from "../../rehearsal/wire/wires.ts";
import { knownAnswer } from "./known-answers.ts";
import { play, type Sent } from "./play.ts";
import { readRequest } from "./read-request.ts";
import { recordAnswer, upstreamOf } from "./record.ts";
import { countAsked, countCall, type ServerRun } from "./run.ts";
import { writeDown } from "./write-down.ts";

/** Answers one request, and writes down what came of it. `now` counts milliseconds since the start of the server. */
export async function serve(
  run: ServerRun,
  incoming: IncomingMessage,
  response: ServerResponse,
  now: () => number,
): Promise<void> {
  const number = run.arrivals++;
  const began = now();
  const { method = "GET", url = "/" } = incoming;
  const [path = "/", query = ""] = url.split("?", 2);
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const write = ({ outcome, sent, body, request }: Written): void => {
    const { delivered, ...answered } = sent;
    const bytes = { number, began, ended: now(), method, path, body, response: answered, outcome, delivered };
    writeDown(run, bytes, request && { wire: wires[request.wire], form: request.form, query });
  };
  try {
    await respond(run, { incoming, response, method, path, query, number, signal: gone.signal, write });
  } catch (error) {
    // Whatever a client sends, it was asked, and is listed.
    const reason = error instanceof Error ? error.message : "unknown";
    write({ outcome: { kind: "unreadable", reason }, sent: UNSENT, body: UNSENT.body });
    response.destroy();
  }
}

const UNSENT: Sent = { status: 0, headers: {}, body: new Uint8Array(), delivered: false };

interface Written {
  readonly outcome: ExchangeOutcome;
  readonly sent: Sent;
  readonly body: Uint8Array;
  readonly request?: ModelRequest;
}

interface Context {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly number: number;
  readonly signal: AbortSignal;
  readonly write: (written: Written) => void;
}

async function respond(run: ServerRun, context: Context): Promise<void> {
  const { incoming, response, method, path, query, signal, write } = context;
  const read = await readRequest(incoming);
  const body = read.ok ? read.bytes : new Uint8Array();
  const plainly = (outcome: ExchangeOutcome, events: readonly PlayEvent[]): Promise<Sent> =>
    play(response, events, signal, (sent) => write({ outcome, sent, body }));
  if (!read.ok) {
    const { status, reason } = read;
    await plainly({ kind: "unreadable", reason }, plainError(status, `cannot be read: ${reason}`));
    return;
  }
  if (incoming.headers.origin !== undefined) {
    // A page in a browser of this machine could find the port, and spend what a recording may spend.
    await plainly({ kind: "unreadable", reason: "a browser asks" }, plainError(403, "answers no browser"));
    return;
  }
  const known = knownAnswer(method, path, body, () => modelsOf(run));
  const wire = method === "POST" ? wireOf(path) : undefined;
  const json = wire && parsed(read.bytes.toString());
  if (known) await plainly({ kind: "known", what: known.what }, known.events);
  else if (!wire) await plainly({ kind: "unmatched" }, plainError(404, `knows no ${method} ${path}`));
  else if (!isObject(json)) {
    const reason = "its body is no JSON object";
    await plainly({ kind: "unreadable", reason }, plainError(400, `cannot answer this request: ${reason}`));
  } else await ask(run, context, body, wire.ask(json, path, query));
}

async function ask(run: ServerRun, context: Context, body: Uint8Array, request: ModelRequest): Promise<void> {
  const { incoming, response, path, query, number, signal } = context;
  const { mode, hold } = run.options;
  const write = (outcome: ExchangeOutcome, sent: Sent): void => context.write({ outcome, sent, body, request });
  // In the order of arrival, whoever is answered first.
  const call = countCall(run, request);
  await hold?.({ number, path, request });
  const target = query === "" ? path : `${path}?${query}`;
  const live = (): Promise<void> =>
    recordAnswer(run, { request, target, headers: incoming.headers, body, response, signal, write });
  if (mode === "off" || mode === "record") return live();
  const counted = countAsked(run, path, body);
  const found = answer(request, stockOf(run), {
    asked: counted.before,
    call,
    agent: incoming.headers["user-agent"] ?? "",
  });
  // Whoever asks again has not been answered yet.
  if (found.outcome.kind === "faulted") counted.takeBack();
  if (mode === "auto" && upstreamOf(run, request) && !isFresh(found)) return live();
  const sent = await play(response, found.events, signal, (one) => write(found.outcome, one));
  if (!sent.delivered && found.outcome.kind !== "faulted") counted.takeBack();
}

const isFresh = ({ outcome }: Answer): boolean =>
  outcome.kind === "scripted" || (outcome.kind === "replayed" && outcome.stale.length === 0);

const stockOf = ({ options, library }: ServerRun) => ({
  scripts: options.scripts ?? [],
  library,
  agents: options.agents ?? [],
  faults: options.mode === "strict" ? (options.faults ?? []) : [],
  folders: options.folders ?? {},
  repeat: options.repeat ?? 0,
});

/** Models that somebody recorded, or wrote a script for. */
const modelsOf = ({ options, library }: ServerRun): readonly string[] => [
  ...new Set([
    ...library.all.map(({ fingerprint }) => fingerprint.model),
    ...(options.scripts ?? []).flatMap(({ when }) => when.model ?? []),
  ]),
];

/** For those of whom no vendor is known. */
const plainError = (status: number, message: string) =>
  whole(
    status,
    "application/json",
    JSON.stringify({ error: { type: "invalid_request_error", message: `agent-ci ${message}` } }),
    {
      "x-should-retry": "false",
    },
  );
