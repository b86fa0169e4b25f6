import type { Miss, Outcome } from "./outcome.ts";
import { type PlayEvent, whole } from "./play.ts";
import { identify, type Identity } from "./recordings/fingerprint.ts";
import { findRecording, type Library } from "./recordings/find-recording.ts";
import { playRecording } from "./recordings/play-recording.ts";
import { idOf } from "./recordings/recording.ts";
import type { Folders } from "./recordings/volatile.ts";
import { findTurn } from "./scripted/find-turn.ts";
import { playTurn } from "./scripted/play-turn.ts";
import type { Script } from "./scripted/turn.ts";
import type { ModelRequest } from "./wire/request.ts";
import { wires } from "./wire/wires.ts";

/** What there is to answer with. */
export interface Stock {
  readonly scripts: readonly Script[];
  readonly library: Library;
  /** Of the run at hand, which differ from those of the recording. */
  readonly folders: Folders;
  /** Which repeat of its case runs, from 0. */
  readonly repeat: number;
}

export interface Answer {
  readonly outcome: Outcome;
  readonly events: readonly PlayEvent[];
  /** Absent for what a script answered: nobody needs it. */
  readonly identity?: Identity;
}

/**
 * A request → its answer, from a script that is meant for it or else from a recording. Pure: the position comes from the
 * conversation; `asked` is how often the very same bytes were asked before in this run, and nothing else is counted.
 */
export function answer(request: ModelRequest, stock: Stock, asked: number): Answer {
  const found = findTurn(stock.scripts, request, asked);
  if (found?.turn) {
    const { script, position, turn } = found;
    const characters = request.items.reduce((sum, { text }) => sum + text.length, 0) + lengthOf(request);
    return {
      outcome: { kind: "scripted", script: script.name, position },
      events: playTurn(turn, request, { position, characters }),
    };
  }
  const identity = identify(request, stock.folders);
  const { repeat } = stock;
  const recorded = findRecording(stock.library, request, identity, { repeat, asked });
  if (recorded.recording) {
    const { recording, stale, again } = recorded;
    return {
      outcome: { kind: "replayed", id: idOf(recording.key), stale, again },
      events: playRecording(recording),
      identity,
    };
  }
  const miss: Miss = found
    ? { kind: "miss", why: "exhausted", nearest: found.script.name, differs: [`turn ${found.position + 1}`] }
    : {
        kind: "miss",
        why: recorded.why,
        ...(recorded.nearest && { nearest: idOf(recorded.nearest.recording.key) }),
        differs: recorded.nearest?.differs ?? [],
      };
  return { outcome: miss, events: refuse(request, wordsOf(miss)), identity };
}

/** An error after which the client does not ask again. */
export function refuse({ wire }: ModelRequest, message: string): readonly PlayEvent[] {
  const { refusal, error } = wires[wire];
  const body = error(refusal, wire === "gemini" ? "FAILED_PRECONDITION" : "api_error", `agent-ci: ${message}`);
  return whole(refusal, "application/json", JSON.stringify(body), { "x-should-retry": "false" });
}

function wordsOf({ why, nearest, differs }: Miss): string {
  const what =
    why === "exhausted" ? "what is recorded or scripted for this conversation is over" : "no recording answers this";
  const beside = differs.length === 0 ? "" : `, which differs in: ${differs.join("; ")}`;
  return nearest === undefined ? `${what}.` : `${what}. The nearest is ${nearest}${beside}.`;
}

const lengthOf = ({ system, skills, tools }: ModelRequest): number =>
  [...system, ...skills, ...tools.map(({ text }) => text)].reduce((sum, text) => sum + text.length, 0);
