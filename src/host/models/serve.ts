import type { IncomingMessage, ServerResponse } from "node:http";
import { answer, type Answer } from "../../rehearsal/answer.ts";
import type { Exchange } from "../../rehearsal/exchange.ts";
import type { Outcome } from "../../rehearsal/outcome.ts";
import { whole } from "../../rehearsal/play.ts";
import { readResponse } from "../../rehearsal/recordings/recording.ts";
import { isJson, parsed } from "../../rehearsal/wire/json.ts";
import type { ModelRequest } from "../../rehearsal/wire/request.ts";
import { wireOf } from "../../rehearsal/wire/wires.ts";
import { knownAnswer } from "./known-answers.ts";
import { play, type Sent } from "./play.ts";
import { readRequest } from "./read-request.ts";
import { record } from "./record.ts";
import { countAsked, type Run } from "./run.ts";

interface Served {
  readonly outcome: Outcome;
  readonly sent: Sent;
  readonly body: Uint8Array;
  readonly request?: ModelRequest;
}

/** Answers one request, and writes down what came of it. `now` counts milliseconds since the start of the server. */
export async function serve(
  run: Run,
  incoming: IncomingMessage,
  response: ServerResponse,
  now: () => number,
): Promise<void> {
  const number = run.arrivals++;
  const began = now();
  const { method = "GET", url = "/" } = incoming;
  const [path = "/", query = ""] = url.split("?", 2);
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const served = await respond(run, { incoming, response, method, path, query, number, signal: gone.signal });
  const { sent, ...rest } = served;
  const { delivered, ...answered } = sent;
  const exchange: Exchange = {
    number,
    began,
    ended: now(),
    method,
    path,
    ...rest,
    response: answered,
    ...(rest.request && {
      reading: readResponse(rest.request.wire, rest.request.form, { ...answered, broken: !delivered }),
    }),
    delivered,
  };
  run.exchanges.push(exchange);
}

interface Context {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly number: number;
  readonly signal: AbortSignal;
}

async function respond(run: Run, context: Context): Promise<Served> {
  const { incoming, response, method, path, query, number, signal } = context;
  const read = await readRequest(incoming);
  if (!read.ok) {
    const sent = await play(response, plainError(read.status, `cannot be read: ${read.reason}`), signal);
    return { outcome: { kind: "unreadable", reason: read.reason }, sent, body: new Uint8Array() };
  }
  const body = read.bytes;
  const known = knownAnswer(method, path, body, modelsOf(run));
  if (known)
    return { outcome: { kind: "known", what: known.what }, sent: await play(response, known.events, signal), body };
  const wire = method === "POST" ? wireOf(path) : undefined;
  if (!wire) {
    const sent = await play(response, plainError(404, `knows no ${method} ${path}`), signal);
    return { outcome: { kind: "unmatched" }, sent, body };
  }
  const json = parsed(body.toString());
  if (!isJson(json)) {
    const sent = await play(response, plainError(400, "cannot read this body: it is no JSON object"), signal);
    return { outcome: { kind: "unreadable", reason: "its body is no JSON object" }, sent, body };
  }
  const request = wire.ask(json, path, query);
  await run.options.hold?.({ number, path, request });
  const target = query === "" ? path : `${path}?${query}`;
  const asked = { request, target, headers: incoming.headers, body };
  const { mode } = run.options;
  if (mode === "off" || mode === "record") return { ...(await record(run, asked, response, signal)), request, body };
  const counted = countAsked(run, path, body);
  const found = answer(request, stockOf(run), counted.before);
  if (mode === "auto" && run.options.upstream && !isFresh(found))
    return { ...(await record(run, asked, response, signal)), request, body };
  const sent = await play(response, found.events, signal);
  if (!sent.delivered) counted.takeBack();
  return { outcome: found.outcome, sent, request, body };
}

const isFresh = ({ outcome }: Answer): boolean =>
  outcome.kind === "scripted" || (outcome.kind === "replayed" && outcome.stale.length === 0);

const stockOf = ({ options, library }: Run) => ({
  scripts: options.scripts ?? [],
  library,
  folders: options.folders ?? {},
  repeat: options.repeat ?? 0,
});

/** Models that somebody recorded, or wrote a script for. */
const modelsOf = ({ options, library }: Run): readonly string[] => [
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
