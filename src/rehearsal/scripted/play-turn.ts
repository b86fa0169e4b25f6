import { type PlayEvent, whole } from "../play.ts";
import type { ModelRequest } from "../wire/request.ts";
import type { Occasion } from "../wire/wire.ts";
import { wires } from "../wire/wires.ts";
import { fitting } from "./fit-schema.ts";
import type { ScriptedError, ScriptedTurn } from "./turn.ts";

/** A scripted turn as what the server does, one after the other. */
export function playTurn(turn: ScriptedTurn, request: ModelRequest, occasion: Occasion): readonly PlayEvent[] {
  const { error, delay = 0, pause = 0, cut } = turn;
  const fitted = turn.answer?.fit === true ? fitting(request) : undefined;
  const answer = fitted === undefined ? turn.answer : { ...turn.answer, text: fitted };
  const begin: readonly PlayEvent[] = delay > 0 ? [{ do: "wait", milliseconds: delay }] : [];
  const wire = wires[request.wire];
  if (!answer || (error && !(request.form === "sse" && wire.streamedError)))
    return error ? [...begin, ...playError(error, request)] : begin;
  const pieces = wire.render(answer, request, occasion);
  const kept = pieces.slice(0, cut?.after ?? (error ? -1 : undefined));
  if (request.form === "json" && !cut) return [...begin, ...whole(200, JSON_TYPE, kept.join(""))];
  const type = request.form === "sse" ? "text/event-stream; charset=utf-8" : JSON_TYPE;
  const tail = error && wire.streamedError ? [wire.streamedError(error.kind, error.message)] : [];
  return [
    ...begin,
    { do: "head", status: 200, headers: { "content-type": type } },
    ...[...kept, ...tail].flatMap((piece, index): readonly PlayEvent[] => [
      ...(pause > 0 && index > 0 ? [{ do: "wait" as const, milliseconds: pause }] : []),
      { do: "send", bytes: Buffer.from(piece) },
    ]),
    { do: cut?.how === "break" ? "break" : "end" },
  ];
}

const JSON_TYPE = "application/json";

function playError({ status, kind, message, retryAfter }: ScriptedError, { wire }: ModelRequest): readonly PlayEvent[] {
  const body = JSON.stringify(wires[wire].error(status, kind, message));
  return whole(status, JSON_TYPE, body, retryAfter === undefined ? {} : { "retry-after": String(retryAfter) });
}
