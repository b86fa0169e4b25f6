import type { InjectedFault } from "../../rehearsal/agents/injected-fault.ts";
import type { NamedAgent } from "../../rehearsal/agents/named-agent.ts";
import type { CallPrices } from "../../rehearsal/recordings/call-prices.ts";
import type { RecordingBudget } from "../../rehearsal/recordings/budget.ts";
import type { Recording } from "../../rehearsal/recordings/recording.ts";
import type { Folders } from "../../rehearsal/recordings/volatile.ts";
import type { Script } from "../../rehearsal/scripted/turn.ts";
import type { Arrival } from "./arrival.ts";

/**
 * `off` asks the upstream and keeps nothing; `auto` replays what is fresh and records the rest; `strict` only replays;
 * `record` asks the upstream for everything, and keeps it.
 */
export const MODES = ["off", "auto", "strict", "record"] as const;
export type Mode = (typeof MODES)[number];

export type Vendor = "anthropic" | "openai" | "gemini";

export interface Upstream {
  /** Such as `https://api.anthropic.com`; the path of the request is put behind it. */
  readonly url: string;
  /** Instead of the client's own of the same name: the real key, so that the client may have a false one. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ModelServerOptions {
  readonly mode: Mode;
  /** Asked first, in this order. */
  readonly scripts?: readonly Script[];
  readonly recordings?: readonly Recording[];
  /** Who may ask, and what goes wrong for whom, unless an upstream answers. */
  readonly agents?: readonly NamedAgent[];
  readonly faults?: readonly InjectedFault[];
  /** Folders of this run that stand in requests, and mean nothing. */
  readonly folders?: Folders;
  /** Which repeat of its case runs, from 0. */
  readonly repeat?: number;
  readonly upstream?: Readonly<Partial<Record<Vendor, Upstream>>>;
  readonly budget?: RecordingBudget;
  /** What calls cost; without it no budget of money bears one. */
  readonly prices?: CallPrices;
  /** Statuses of errors that are kept although they are 401, 403 or 5xx: whoever records was asked. */
  readonly keepErrors?: readonly number[];
  /** Keeps the texts of system prompts in recordings, and not only their hashes. */
  readonly keepTexts?: boolean;
  /** Told of each recording as soon as it is there, with the text of its file. */
  readonly onRecording?: (recording: Recording, file: string) => void;
  /** Awaited before an answer begins: whoever returns a promise decides when. */
  readonly hold?: (arrival: Arrival) => Promise<void> | void;
}
