import { describeDifference, type ExchangeOutcome, type Miss } from "./outcome.ts";
import type { PlayEvent } from "./play.ts";
import { identify } from "./recordings/fingerprint.ts";
import { findRecording, type Library } from "./recordings/find-recording.ts";
import { playRecording } from "./recordings/play-recording.ts";
import { idOf } from "./recordings/recording.ts";
import type { Folders } from "./recordings/volatile.ts";
import { refuse } from "./refuse.ts";
import { findTurn } from "./scripted/find-turn.ts";
import { playTurn } from "./scripted/play-turn.ts";
import type { Script } from "./scripted/turn.ts";
import type { ModelRequest } from "./wire/request.ts";

/** What there is to answer with. */
export interface Stock {
  readonly scripts: readonly Script[];
  readonly library: Library;
  /** Of the run at hand, which differ from those of the recording. */
  readonly folders: Folders;
  /** Which repeat of its case runs, from 0. */
  readonly repeat: number;
}

export interface Asking {
  /** How often the very same bytes were asked before in this run. */
  readonly asked: number;
  /** How the client calls itself. */
  readonly agent: string;
}

export interface Answer {
  readonly outcome: ExchangeOutcome;
  readonly events: readonly PlayEvent[];
}

/**
 * A request → its answer, from a script that is meant for it or else from a recording. Pure: the position comes from
 * the conversation; repeats of the very same bytes are all that is counted.
 */
export function answer(request: ModelRequest, stock: Stock, { asked, agent }: Asking): Answer {
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
    };
  }
  const miss: Miss = found
    ? { kind: "miss", why: "exhausted", nearest: found.script.name, differs: [{ part: `turn ${found.position + 1}` }] }
    : {
        kind: "miss",
        why: recorded.why,
        ...(recorded.nearest && { nearest: idOf(recorded.nearest.recording.key) }),
        differs: recorded.nearest?.differs ?? [],
      };
  return { outcome: miss, events: refuse(request, agent, wordsOf(miss)) };
}

function wordsOf({ why, nearest, differs }: Miss): string {
  const what =
    why === "exhausted" ? "what is recorded or scripted for this conversation is over" : "no recording answers this";
  const beside = differs.length === 0 ? "" : `, which differs in: ${differs.map(describeDifference).join("; ")}`;
  return nearest === undefined ? `${what}.` : `${what}. The nearest is ${nearest}${beside}.`;
}

const lengthOf = ({ system, skills, tools }: ModelRequest): number =>
  [...system, ...skills, ...tools.map(({ text }) => text)].reduce((sum, text) => sum + text.length, 0);
