import type { Section } from "../../model/report.ts";
import type { Rehearsal, Rehearsed, RunResult } from "../case-result.ts";
import { abridge } from "./abridge.ts";
import { transcribeRequest } from "./transcribe-request.ts";
import type { TranscribedCase, TranscribedRequest, TranscribedRun, Transcript } from "./transcript.ts";

const MOST_CASES = 1000;
const MOST_REQUESTS = 200;
const MOST_FOUND = 50;
const MOST_CHANGES = 200;
/** Requests in which the beginning of a conversation is looked for. */
const LOOKED_BACK = 20;
/** UTF-16 units of all requests together: a page that has more opens in no browser. */
const MOST = 4_000_000;

const UNJUDGED = { result: "fail", diffs: [] } as const;

export interface Transcribing {
  /** Whether texts of system prompts are told, and not only how long they are. */
  readonly keepTexts: boolean;
}

/** The transcripts of cases; where there is not room for all, those of what failed come first. */
export function transcribe(cases: readonly Rehearsed[], { keepTexts }: Transcribing): Transcript {
  let room = MOST;
  const told = new Map<Rehearsed, TranscribedCase>();
  const failedFirst = cases.toSorted((one, other) => one.result.result.localeCompare(other.result.result));
  for (const one of failedFirst.slice(0, MOST_CASES)) {
    const runs = one.rehearsals.map((rehearsal, at) => {
      const run = transcribeRun(rehearsal, one.result.runs[at] ?? UNJUDGED, keepTexts, room);
      room -= run.requests.reduce((sum, request) => sum + sizeOf(request), 0);
      return run;
    });
    told.set(one, { id: one.result.id, result: one.result.result, found: foundIn(one), runs });
  }
  return { cases: cases.flatMap((one) => told.get(one) ?? []), more: Math.max(0, cases.length - MOST_CASES) };
}

export const transcriptSection = (data: Transcript): Section => ({ kind: "transcript", version: 1, data });

function foundIn({ findings }: Rehearsed): TranscribedCase["found"] {
  const found = findings.flatMap(({ rule, severity = rule.severity, message }) =>
    severity === "off" ? [] : [{ severity, message: abridge(message) }],
  );
  return found.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_FOUND);
}

const rank = ({ severity }: TranscribedCase["found"][number]): number => (severity === "error" ? 0 : 1);

function transcribeRun(
  { repeat, ran, exchanges, changes }: Rehearsal,
  { result, diffs }: Pick<RunResult, "result" | "diffs">,
  keepTexts: boolean,
  room: number,
): TranscribedRun {
  const requests: TranscribedRequest[] = [];
  let left = room;
  for (const [at, exchange] of exchanges.slice(0, MOST_REQUESTS).entries()) {
    if (left <= 0) break;
    const request = transcribeRequest(exchange, exchanges.slice(Math.max(0, at - LOOKED_BACK), at), keepTexts);
    left -= sizeOf(request);
    requests.push(request);
  }
  return {
    repeat,
    result,
    durationMs: Math.round(ran.durationMs),
    requests,
    more: exchanges.length - requests.length,
    stdout: abridge(ran.stdout.text),
    stderr: abridge(ran.stderr.text),
    diffs: diffs.map((lines) => abridge(lines.join("\n"))),
    changes: changes.slice(0, MOST_CHANGES).map(({ how, path }) => `${how} ${path.slice(0, 500)}`),
  };
}

const sizeOf = ({ said, answer, texts }: TranscribedRequest): number =>
  [...said, ...answer].reduce((sum, { text }) => sum + text.length, 0) +
  texts.reduce((sum, { length }) => sum + length, 0);
