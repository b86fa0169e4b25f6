import type { Reader } from "../../context/instruction-files.ts";
import type { UsageSource } from "../../usage/record.ts";
import { UNREADABLE } from "../../usage/safe-name.ts";
import type { Range3 } from "../profile/profile.ts";
import type { MeasuredWork } from "./measure-runs.ts";
import type { ProfileEntry } from "./put-entry.ts";

/** What a first request is made of: what a client puts there itself, and the task. */
export interface FirstRequest {
  readonly own?: number;
  readonly prompt: Range3;
}

/** What the profile says of measured work. */
export function measuredEntry(
  work: MeasuredWork,
  { own, prompt }: FirstRequest,
  percent?: Range3,
): { readonly [key: string]: ProfileEntry } {
  const { agent, runs, days, model, times, searches, batch, lifetime } = work;
  return {
    runs,
    ...(days && { from: days[0], until: days[1] }),
    ...(times && { [agent === undefined ? "runs-per-month" : "times"]: said(times) }),
    ...(model !== "" && model !== UNREADABLE && { model }),
    turns: said(work.turns),
    "prompt-tokens": said(prompt),
    "turn-tokens": said(work.turn),
    "output-tokens": said(work.output),
    "cache-hit-percent": said(work.cacheHit),
    ...(lifetime && { "cache-lifetime": lifetime }),
    ...(own !== undefined && { "own-tokens": own }),
    ...(batch > 0 && { "batch-percent": batch }),
    ...(searches.high > 0 && { "web-searches": said(searches) }),
    ...(percent && { "estimate-percent-of-actual": said(percent) }),
  };
}

const said = ({ low, expected, high }: Range3): ProfileEntry => (low === high ? expected : { low, expected, high });

/**
 * How a first request of so many tokens came to be, where the configuration makes up `configuration` of them. What is
 * in the shortest one is in all; what was said by hand of one part is taken from the other.
 */
export function splitFirst(
  { first, least }: Pick<MeasuredWork, "first" | "least">,
  configuration: number,
  byHand: { readonly own?: number | undefined; readonly prompt?: Range3 | undefined },
): FirstRequest {
  const less = (tokens: number): Range3 => ({
    low: Math.max(0, first.low - tokens),
    expected: Math.max(0, first.expected - tokens),
    high: Math.max(0, first.high - tokens),
  });
  if (byHand.own !== undefined) return { prompt: less(configuration + byHand.own) };
  if (byHand.prompt)
    return { own: Math.max(0, first.expected - configuration - byHand.prompt.expected), prompt: less(least) };
  return { own: Math.max(0, least - configuration), prompt: less(Math.max(least, configuration)) };
}

/** The client of the profile that writes such logs; undefined where that may be any. */
export const CLIENT_OF: Readonly<Partial<Record<UsageSource, Reader>>> = {
  "claude-code": "claude-code",
  codex: "codex",
  "gemini-cli": "gemini-cli",
  "copilot-cli": "copilot",
};
