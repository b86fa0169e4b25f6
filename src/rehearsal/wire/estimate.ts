import type { ScriptedAnswer, ScriptedUsage } from "../scripted/turn.ts";
import type { Occasion } from "./wire.ts";

/** Four characters a token: close enough for an answer that nobody paid for. */
const PER_TOKEN = 4;

/** What a scripted answer says that it used. */
export function usageOf(answer: ScriptedAnswer, { characters }: Occasion): Required<ScriptedUsage> {
  const said = [answer.text, answer.thinking, ...(answer.calls ?? []).map((call) => JSON.stringify(call))];
  const length = said.reduce((sum, text) => sum + (text?.length ?? 0), 0);
  return {
    input: tokensOf(characters),
    output: tokensOf(length),
    cacheRead: 0,
    cacheWrite: 0,
    reasoning: answer.thinking === undefined ? 0 : tokensOf(answer.thinking.length),
    ...answer.usage,
  };
}

export const tokensOf = (characters: number): number => Math.max(1, Math.ceil(characters / PER_TOKEN));

/** A text in the pieces that a stream sends: words, each with the blank behind it. */
export const pieces = (text: string): readonly string[] => text.match(/\S*\s+|\S+$/g) ?? [];
