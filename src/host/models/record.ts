import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { errorCode } from "../files/error-code.ts";
import type { ExchangeOutcome } from "../../rehearsal/outcome.ts";
import { refuse } from "../../rehearsal/refuse.ts";
import { describeShortage, release, reserve } from "../../rehearsal/recordings/budget.ts";
import { identify } from "../../rehearsal/recordings/fingerprint.ts";
import { keepRecording } from "../../rehearsal/recordings/keep-recording.ts";
import { keptHeaders } from "../../rehearsal/recordings/kept-headers.ts";
import { makeRecording } from "../../rehearsal/recordings/make-recording.ts";
import { boundsOf, mostUsed, NO_ANSWER, used } from "../../rehearsal/recordings/most-used.ts";
import { idOf, matchKey, readResponse, type RecordedResponse } from "../../rehearsal/recordings/recording.ts";
import type { ModelRequest } from "../../rehearsal/wire/request.ts";
import type { WireName } from "../../rehearsal/wire/wire-name.ts";
import { askUpstream, type UpstreamAnswer } from "./ask-upstream.ts";
import type { Upstream, Vendor } from "./options.ts";
import { finish, play, type Sent } from "./play.ts";
import type { ServerRun } from "./run.ts";

export interface RecordingAsked {
  readonly request: ModelRequest;
  /** Path and query, as the client wrote them. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
  readonly write: (outcome: ExchangeOutcome, sent: Sent) => void;
}

const VENDORS: Readonly<Record<WireName, Vendor>> = {
  "anthropic-messages": "anthropic",
  "openai-chat": "openai",
  "openai-responses": "openai",
  "openai-embeddings": "openai",
  gemini: "gemini",
};

/** The real model behind a wire, where one is set. */
export const upstreamOf = ({ options }: ServerRun, { wire }: ModelRequest): Upstream | undefined =>
  options.upstream?.[VENDORS[wire]];

/** Asks the upstream within the budget, hands its answer on as it comes, and keeps it unless the mode is `off`. */
export async function recordAnswer(run: ServerRun, asked: RecordingAsked): Promise<void> {
  const { request, target, headers, body, signal } = asked;
  const upstream = upstreamOf(run, request);
  if (!upstream) {
    const reason = `no upstream is set for ${VENDORS[request.wire]}`;
    return refused(asked, { kind: "failed", reason }, `${reason}, so nothing can be recorded.`);
  }
  const { budget = {}, prices } = run.options;
  const bounds = boundsOf(request, body.length);
  const price = prices?.most(request, Buffer.from(body).toString("utf8"), bounds) ?? "no prices are known";
  if (typeof price === "string" && budget["nano-dollars"] !== undefined) {
    const reason = `nobody can say what this call may cost: ${price}`;
    return refused(asked, { kind: "failed", reason }, `${reason}. It was not passed on, for the budget is in dollars.`);
  }
  const most = mostUsed(bounds, typeof price === "string" ? 0 : price);
  const reserved = reserve(run.spending, budget, most);
  if (!reserved.ok) {
    const { short } = reserved;
    return refused(asked, { kind: "over-budget", ...short }, `${describeShortage(short)}.`);
  }
  run.spending = reserved.spending;
  let answer: UpstreamAnswer;
  try {
    answer = await askUpstream(upstream, target, headers, body, signal);
  } catch (error) {
    run.spending = release(run.spending, most, NO_ANSWER);
    const reason = `the upstream does not answer: ${errorCode(error)}`;
    return refused(asked, { kind: "failed", reason }, `${reason}.`);
  }
  const recorded = await handOn(answer, asked.response);
  const reading = readResponse(request.wire, request.form, recorded);
  const paid = prices?.used(request, recorded, reading, bounds);
  run.spending = release(run.spending, most, used(reading, most, paid));
  const delivered = !asked.response.destroyed;
  const outcome = keep(run, request, recorded, delivered);
  const { status, headers: sentHeaders, body: sentBody, broken } = recorded;
  const sent: Sent = { status, headers: sentHeaders, body: sentBody, delivered };
  if (delivered) await finish(asked.response, broken ? "break" : "end", sent, (one) => asked.write(outcome, one));
  else asked.write(outcome, sent);
}

async function refused(
  { response, request, headers, signal, write }: RecordingAsked,
  outcome: ExchangeOutcome,
  message: string,
): Promise<void> {
  await play(response, refuse(request, headers["user-agent"] ?? "", message), signal, (sent) => write(outcome, sent));
}

/** The client gets each piece when it comes, and never what describes a body that the upstream sent. */
async function handOn(answer: UpstreamAnswer, response: ServerResponse): Promise<RecordedResponse> {
  const { status } = answer;
  const headers = keptHeaders(answer.headers);
  const chunks: Buffer[] = [];
  response.writeHead(status, headers);
  for await (const chunk of answer.body) {
    chunks.push(chunk);
    response.write(chunk);
  }
  return { status, headers, body: Buffer.concat(chunks), broken: answer.broken() };
}

function keep(run: ServerRun, request: ModelRequest, response: RecordedResponse, delivered: boolean): ExchangeOutcome {
  const { mode, folders = {}, repeat = 0, keepTexts = false, keepErrors, onRecording } = run.options;
  if (mode === "off") return { kind: "passed-on" };
  if (!delivered) return { kind: "recorded", why: "the client broke off before the answer was over" };
  const identity = identify(request, folders);
  const first = idOf(matchKey(identity, repeat, 0));
  const take = run.takes.get(first) ?? 0;
  const kept = keepRecording(
    makeRecording(request, identity, response, { repeat, take, texts: keepTexts }),
    keepErrors,
  );
  if (!kept.ok) return { kind: "recorded", why: kept.why };
  run.takes.set(first, take + 1);
  run.recorded.push(kept.recording);
  onRecording?.(kept.recording, kept.file);
  return { kind: "recorded", id: idOf(kept.recording.key) };
}
