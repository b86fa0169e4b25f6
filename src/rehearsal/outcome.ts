import type { FaultKind } from "./agents/injected-fault.ts";
import type { ConfigurationPart } from "./recordings/fingerprint.ts";
import type { Shortage } from "./recordings/budget.ts";

/** Where the answer to a request came from. Ids are those of recordings. */
export type ExchangeOutcome =
  | Replayed
  | { readonly kind: "scripted"; readonly script: string; readonly position: number }
  | Miss
  | Faulted
  /** The upstream answered; `id` is absent where the answer was kept back, and `why` says so. */
  | { readonly kind: "recorded"; readonly id?: string; readonly why?: string }
  | { readonly kind: "passed-on" }
  /** The upstream was not asked, since the budget could not bear it. */
  | ({ readonly kind: "over-budget" } & Shortage)
  | { readonly kind: "failed"; readonly reason: string }
  /** The server knows by itself: whether it is there, which models there are, how many tokens a text has. */
  | { readonly kind: "known"; readonly what: "alive" | "models" | "tokens" }
  /** Nothing that asks a model, as far as the server knows. */
  | { readonly kind: "unmatched" }
  /** Asks a model, and cannot be read. */
  | { readonly kind: "unreadable"; readonly reason: string };

export interface Replayed {
  readonly kind: "replayed";
  readonly id: string;
  /** Empty: the recording was made under this very configuration. */
  readonly stale: readonly ConfigurationPart[];
  /** Given before in this run, to the very same request. */
  readonly again: boolean;
}

/** The scenario had something go wrong here. */
export interface Faulted {
  readonly kind: "faulted";
  readonly how: FaultKind;
  readonly agent: string;
  /** Which request of its conversation this was, from 1. */
  readonly call: number;
  /** Where the answer would have come from. */
  readonly instead: ExchangeOutcome;
}

export interface Miss {
  readonly kind: "miss";
  /** `exhausted`: the conversation goes on where recordings or script are over. */
  readonly why: "unknown" | "exhausted";
  /** A recording or a script. */
  readonly nearest?: string;
  /** What keeps the nearest from being the answer. Quotes the request, without secrets. */
  readonly differs: readonly RequestDifference[];
}

/** One part of a request in which a recording was made for another one; without sides nothing more is known of it. */
export interface RequestDifference {
  readonly part: string;
  readonly sides?: { readonly recorded: string; readonly asked: string };
}

/** The recording that stands behind an answer, or behind what took its place. */
export function recordingBehind(outcome: ExchangeOutcome): string | undefined {
  if (outcome.kind === "faulted") return recordingBehind(outcome.instead);
  return outcome.kind === "replayed" ? outcome.id : undefined;
}

export const describeDifference = ({ part, sides }: RequestDifference): string =>
  sides ? `${part}: recorded ${sides.recorded}, asked ${sides.asked}` : part;
