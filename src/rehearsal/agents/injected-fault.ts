/** What an agent can be made to meet in the place of its answer. */
export const FAULTS = ["error", "rate-limited", "times-out", "rubbish", "cut-off"] as const;
export type FaultKind = (typeof FAULTS)[number];

/** What goes wrong for one agent of a run. */
export interface InjectedFault {
  readonly agent: string;
  readonly how: FaultKind;
  /** The first request of a conversation that meets it, from 1, and how many in a row do. */
  readonly call: number;
  readonly times: number;
  /** Of an error. */
  readonly status?: number;
  /** Seconds that a client is told to wait, where it asks too often. */
  readonly retryAfter?: number;
  /** What rubbish says. */
  readonly text?: string;
}

/** The fault that a request meets; `call` counts those of its conversation, from 1. */
export const faultFor = (
  faults: readonly InjectedFault[],
  agent: string | undefined,
  call: number,
): InjectedFault | undefined =>
  faults.find((one) => one.agent === agent && call >= one.call && call < one.call + one.times);
