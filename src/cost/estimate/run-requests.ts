import { NO_TOKENS, type Tokens } from "../../usage/record.ts";

/** One run of an agent, in whole tokens. */
export interface RunShape {
  /** What is sent with every request: the configuration, and the client's own prompt. */
  readonly prefix: number;
  readonly turns: number;
  readonly prompt: number;
  /** What comes in with each request after the first. */
  readonly turn: number;
  readonly output: number;
  /** How much of what was sent before comes from the cache: from 0 to 1. */
  readonly cacheHit: number;
  readonly lifetime: "5m" | "1h";
  /** Whether the model charges for writing to the cache; else what is new is plain input. */
  readonly writes: boolean;
}

/** A request of a run, and how many tokens of it are the prefix's. */
export interface RunRequest {
  readonly tokens: Tokens;
  readonly ofPrefix: Tokens;
}

/** No run is longer: each of its requests is priced alone, as its length may make it dearer. */
const MOST_TURNS = 1000;

/** Each request sends all that was sent and answered before, and something new. */
export function* runRequests(run: RunShape): Generator<RunRequest> {
  const turns = Math.min(Math.max(1, Math.round(run.turns)), MOST_TURNS);
  for (let at = 0; at < turns; at++) {
    const sent = at === 0 ? 0 : run.prefix + run.prompt + (at - 1) * (run.output + run.turn) + run.output;
    const fresh = at === 0 ? run.prefix + run.prompt : run.turn;
    // The last answer was never sent before, so that no cache has it.
    const answered = at === 0 ? 0 : run.output;
    const known = sent - answered;
    const read = Math.round(known * run.cacheHit);
    yield {
      tokens: { ...charged(run, read, known - read + answered + fresh), output: run.output },
      ofPrefix: at === 0 ? charged(run, 0, run.prefix) : charged(run, Math.round(run.prefix * run.cacheHit), 0),
    };
  }
}

function charged({ writes, lifetime }: RunShape, cacheRead: number, rest: number): Tokens {
  if (!writes) return { ...NO_TOKENS, cacheRead, uncached: rest };
  return { ...NO_TOKENS, cacheRead, ...(lifetime === "1h" ? { cacheWrite1h: rest } : { cacheWrite5m: rest }) };
}
