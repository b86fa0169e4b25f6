import { faultFor, type InjectedFault } from "./agents/injected-fault.ts";
import { agentOfRequest, type NamedAgent } from "./agents/named-agent.ts";
import { playFault } from "./agents/play-fault.ts";
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
import { type ModelRequest, positionOf } from "./wire/request.ts";

/** What there is to answer with. */
export interface Stock {
  readonly scripts: readonly Script[];
  readonly library: Library;
  /** Who may ask, and what goes wrong for whom. */
  readonly agents: readonly NamedAgent[];
  readonly faults: readonly InjectedFault[];
  /** Of the run at hand, which differ from those of the recording. */
  readonly folders: Folders;
  /** Which repeat of its case runs, from 0. */
  readonly repeat: number;
}

export interface Asking {
  /** Which request of its conversation this is, from 1, whatever became of those before. */
  readonly call: number;
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
 * A request → its answer, from a script that is meant for it or else from a recording, or the fault that it meets in
 * its place. Pure: the position comes from
 * the conversation; repeats of the very same bytes are all that is counted.
 */
export function answer(request: ModelRequest, stock: Stock, asking: Asking): Answer {
  const found = find(request, stock, asking);
  if (stock.faults.length === 0) return found;
  const name = agentOfRequest(stock.agents, request);
  const fault = faultFor(stock.faults, name, asking.call);
  // What nothing answers cannot be cut off.
  if (!fault || (fault.how === "cut-off" && found.outcome.kind === "miss")) return found;
  const { agent, how } = fault;
  return {
    outcome: { kind: "faulted", how, agent, call: asking.call, instead: found.outcome },
    events: playFault(fault, request, found.events, {
      position: positionOf(request),
      characters: charactersOf(request),
    }),
  };
}

function find(request: ModelRequest, stock: Stock, { asked, agent }: Asking): Answer {
  const found = findTurn(stock.scripts, request, asked);
  if (found?.turn) {
    const { script, position, turn } = found;
    return {
      outcome: { kind: "scripted", script: script.name, position },
      events: playTurn(turn, request, { position, characters: charactersOf(request) }),
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

const charactersOf = ({ system, skills, tools, items }: ModelRequest): number =>
  [...system, ...skills, ...tools.map(({ text }) => text), ...items.map(({ text }) => text)].reduce(
    (sum, text) => sum + text.length,
    0,
  );
