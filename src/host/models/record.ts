import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { errorCode } from "../files/error-code.ts";
import { refuse } from "../../rehearsal/answer.ts";
import type { Outcome } from "../../rehearsal/outcome.ts";
import { release, reserve } from "../../rehearsal/recordings/budget.ts";
import { identify } from "../../rehearsal/recordings/fingerprint.ts";
import { keepRecording } from "../../rehearsal/recordings/keep-recording.ts";
import { keptHeaders } from "../../rehearsal/recordings/kept-headers.ts";
import { makeRecording } from "../../rehearsal/recordings/make-recording.ts";
import { mostUsed, used } from "../../rehearsal/recordings/most-used.ts";
import { idOf, matchKey, readResponse, type RecordedResponse } from "../../rehearsal/recordings/recording.ts";
import type { ModelRequest } from "../../rehearsal/wire/request.ts";
import type { WireName } from "../../rehearsal/wire/wire-name.ts";
import { askUpstream, type UpstreamAnswer } from "./ask-upstream.ts";
import type { Vendor } from "./options.ts";
import { play, type Sent } from "./play.ts";
import type { Run } from "./run.ts";

export interface Asked {
  readonly request: ModelRequest;
  /** Path and query, as the client wrote them. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

const VENDORS: Readonly<Record<WireName, Vendor>> = {
  "anthropic-messages": "anthropic",
  "openai-chat": "openai",
  "openai-responses": "openai",
  "openai-embeddings": "openai",
  gemini: "gemini",
};

/** Asks the upstream within the budget, hands its answer on as it comes, and keeps it unless the mode is `off`. */
export async function record(
  run: Run,
  asked: Asked,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<{ readonly outcome: Outcome; readonly sent: Sent }> {
  const { request, target, headers, body } = asked;
  const refused = async (outcome: Outcome, message: string) => ({
    outcome,
    sent: await play(response, refuse(request, message), signal),
  });
  const upstream = run.options.upstream?.[VENDORS[request.wire]];
  if (!upstream) {
    const reason = `no upstream is set for ${VENDORS[request.wire]}`;
    return refused({ kind: "failed", reason }, `${reason}, so nothing can be recorded.`);
  }
  const most = mostUsed(request, body.length);
  const reserved = reserve(run.spending, run.options.budget ?? {}, most);
  if (!reserved.ok) {
    const { unit, limit, would } = reserved;
    return refused(
      { kind: "over-budget", unit, limit, would },
      `this call could bring the recording to ${would} ${unit}, and its budget is ${limit}.`,
    );
  }
  run.spending = reserved.spending;
  try {
    const answer = await askUpstream(upstream, target, headers, body, signal);
    const { sent, recorded } = await handOn(answer, response, signal);
    run.spending = release(run.spending, most, used(readResponse(request.wire, request.form, recorded), most));
    return { outcome: keep(run, request, recorded, sent), sent };
  } catch (error) {
    run.spending = release(run.spending, most, { requests: 1, tokens: 0 });
    const reason = `the upstream does not answer: ${errorCode(error)}`;
    return refused({ kind: "failed", reason }, `${reason}.`);
  }
}

/** The client gets each piece when it comes, and never what describes a body that the upstream sent. */
async function handOn(answer: UpstreamAnswer, response: ServerResponse, signal: AbortSignal) {
  const headers = keptHeaders(answer.headers);
  const chunks: Buffer[] = [];
  response.writeHead(answer.status, headers);
  for await (const chunk of answer.body) {
    chunks.push(chunk);
    response.write(chunk);
  }
  const body = Buffer.concat(chunks);
  const broken = answer.broken();
  const { delivered } = await play(response, [{ do: broken ? "break" : "end" }], signal);
  const sent: Sent = { status: answer.status, headers, body, delivered };
  const recorded: RecordedResponse = { status: answer.status, headers, body, broken };
  return { sent, recorded };
}

function keep(run: Run, request: ModelRequest, response: RecordedResponse, { delivered }: Sent): Outcome {
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
