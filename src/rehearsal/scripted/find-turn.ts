import { type ModelRequest, positionOf } from "../wire/request.ts";
import { meets } from "./meets.ts";
import type { Script, ScriptedTurn } from "./turn.ts";

export type FoundTurn =
  | { readonly script: Script; readonly position: number; readonly turn: ScriptedTurn }
  /** The script has fewer turns than the conversation. */
  | { readonly script: Script; readonly position: number; readonly turn?: undefined };

/**
 * The turn with which a script answers a request, by the position that its conversation shows.
 * Undefined where no script is meant.
 */
export function findTurn(scripts: readonly Script[], request: ModelRequest, asked: number): FoundTurn | undefined {
  const script = scripts.find(({ when }) => meets(when, request));
  if (!script) return undefined;
  const position = positionOf(request);
  const places = byPosition(script.turns);
  const takes = places[position] ?? (script.forever ? places.at(-1) : undefined);
  const turn = takes?.[Math.min(asked, takes.length - 1)];
  return { script, position, ...(turn && { turn }) };
}

/**
 * An error, or an answer that is cut off, leaves the conversation where it was: the client asks the very same again,
 * and gets the next turn. A position ends with the first turn that answers.
 */
function byPosition(turns: readonly ScriptedTurn[]): readonly (readonly ScriptedTurn[])[] {
  const places: ScriptedTurn[][] = [];
  let open = false;
  for (const turn of turns) {
    if (open) places.at(-1)?.push(turn);
    else places.push([turn]);
    open = turn.error !== undefined || turn.cut !== undefined;
  }
  return places;
}
