import type { Exchange } from "./exchange.ts";
import type { Miss } from "./outcome.ts";
import type { Reading } from "./wire/reading.ts";
import { positionOf } from "./wire/request.ts";

/** What a run's exchanges come to. */
export interface RunSum {
  /** Different recordings that were replayed, and how often. */
  readonly recordings: number;
  readonly replays: number;
  /** Recordings that speak for the configuration: fresh, whole, and each counted once. */
  readonly evidence: readonly string[];
  readonly stale: readonly string[];
  readonly truncated: readonly string[];
  readonly errors: readonly string[];
  /** What the model said, of whole answers only: half an answer says nothing that an expectation may rely on. */
  readonly said: readonly string[];
  /** Each request that nothing answered, once, with how often it was asked. */
  readonly misses: readonly (Miss & { readonly path: string; readonly times: number })[];
  /** Tokens of all answers as they were sent, `partial` where one broke off. */
  readonly usage: { readonly input: number; readonly output: number; readonly partial: boolean };
  /** What is no request to a model, as far as the server knows. */
  readonly unmatched: readonly string[];
}

/** A run, counted. A recording that was replayed five times is one recording, and says what it says once. */
export function sumRun(exchanges: readonly Exchange[]): RunSum {
  const replayed = exchanges.flatMap(({ outcome, reading }) =>
    outcome.kind === "replayed" ? [{ ...outcome, state: reading?.state ?? "truncated" }] : [],
  );
  const answered = [...replayed, ...exchanges.flatMap(keptOf)];
  return {
    recordings: ids(replayed).length,
    replays: replayed.length,
    evidence: ids(replayed.filter(({ state, stale }) => state === "complete" && stale.length === 0)),
    stale: ids(replayed.filter(({ stale }) => stale.length > 0)),
    truncated: ids(answered.filter(({ state }) => state === "truncated")),
    errors: ids(answered.filter(({ state }) => state === "error")),
    said: exchanges.flatMap(({ reading }) => (reading?.state === "complete" ? [reading.text] : [])),
    misses: missesOf(exchanges),
    usage: usageOf(exchanges),
    unmatched: [
      ...new Set(
        exchanges.flatMap(({ outcome, method, path }) => (outcome.kind === "unmatched" ? [`${method} ${path}`] : [])),
      ),
    ],
  };
}

const ids = (of: readonly { readonly id: string }[]): readonly string[] =>
  [...new Set(of.map(({ id }) => id))].toSorted();

/** A recording that was made just now, and what its answer came to. */
const keptOf = ({ outcome, reading }: Exchange): readonly { readonly id: string; readonly state: Reading["state"] }[] =>
  outcome.kind === "recorded" && outcome.id !== undefined
    ? [{ id: outcome.id, state: reading?.state ?? "truncated" }]
    : [];

function missesOf(exchanges: readonly Exchange[]): RunSum["misses"] {
  const misses = new Map<string, Miss & { readonly path: string; readonly times: number }>();
  for (const { outcome, path, request } of exchanges) {
    if (outcome.kind !== "miss") continue;
    const position = request ? positionOf(request) : 0;
    const key = JSON.stringify([path, position, request?.form, request?.items, outcome.nearest]);
    misses.set(key, { ...outcome, path, times: (misses.get(key)?.times ?? 0) + 1 });
  }
  return [...misses.values()];
}

function usageOf(exchanges: readonly Exchange[]): RunSum["usage"] {
  const all = exchanges.flatMap(({ reading }) => reading?.usage ?? []);
  return {
    input: all.reduce((sum, { input }) => sum + input, 0),
    output: all.reduce((sum, { output }) => sum + output, 0),
    partial: all.some(({ partial }) => partial),
  };
}
