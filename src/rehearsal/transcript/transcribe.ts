import type { Section } from "../../model/report.ts";
import type { Rehearsal, Rehearsed, RunResult } from "../case-result.ts";
import type { Exchange } from "../exchange.ts";
import { abridge } from "./abridge.ts";
import { transcribeRequest } from "./transcribe-request.ts";
import type { TranscribedCase, TranscribedRequest, TranscribedRun, Transcript } from "./transcript.ts";

const MOST_CASES = 1000;
const MOST_REQUESTS = 200;
const MOST_FOUND = 50;
const MOST_CHANGES = 200;
const MOST_DIFFS = 10;
/** Requests in which the beginning of a conversation is looked for. */
const LOOKED_BACK = 20;
/** UTF-16 units of all of it as JSON: a page that has more opens in no browser. */
const MOST = 4_000_000;

const UNJUDGED = { result: "fail", diffs: [] } as const;

export interface Transcribing {
  /** Whether texts of system prompts are told, and not only how long they are. */
  readonly keepTexts: boolean;
}

/** The transcripts of cases; where there is not room for all, those of what failed come first. */
export function transcribe(cases: readonly Rehearsed[], { keepTexts }: Transcribing): Transcript {
  const room = newRoom(MOST);
  const told = new Map<Rehearsed, TranscribedCase>();
  const failedFirst = cases.toSorted((one, other) => one.result.result.localeCompare(other.result.result));
  for (const one of failedFirst.slice(0, MOST_CASES)) {
    const { id, result, runs } = one.result;
    told.set(one, {
      id,
      result,
      found: room.take(foundIn(one)),
      runs: one.rehearsals.map((rehearsal, at) => transcribeRun(rehearsal, runs[at] ?? UNJUDGED, keepTexts, room)),
    });
  }
  return { cases: cases.flatMap((one) => told.get(one) ?? []), more: Math.max(0, cases.length - MOST_CASES) };
}

interface Room {
  /** As many of these as there is room for. */
  readonly take: <T>(all: Iterable<T>) => T[];
}

function newRoom(size: number): Room {
  let left = size;
  return {
    take: (all) => {
      const taken = [];
      for (const one of all) {
        if (left <= 0) break;
        left -= JSON.stringify(one).length;
        taken.push(one);
      }
      return taken;
    },
  };
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
  room: Room,
): TranscribedRun {
  const [stdout = "", stderr = ""] = room.take([abridge(ran.stdout.text), abridge(ran.stderr.text)]);
  const requests = room.take(requestsIn(exchanges, keepTexts));
  return {
    repeat,
    result,
    durationMs: Math.round(ran.durationMs),
    requests,
    more: exchanges.length - requests.length,
    stdout,
    stderr,
    diffs: room.take(diffs.slice(0, MOST_DIFFS).map((lines) => abridge(lines.join("\n")))),
    changes: room.take(changes.slice(0, MOST_CHANGES).map(({ how, path }) => `${how} ${path.slice(0, 500)}`)),
  };
}

/** One after the other: what there is no room for is not read. */
function* requestsIn(exchanges: readonly Exchange[], keepTexts: boolean): Generator<TranscribedRequest> {
  for (const [at, exchange] of exchanges.slice(0, MOST_REQUESTS).entries())
    yield transcribeRequest(exchange, exchanges.slice(Math.max(0, at - LOOKED_BACK), at), keepTexts);
}
