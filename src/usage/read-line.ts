import { type Json, isJson } from "../rehearsal/wire/json.ts";
import type { Flaw, LogKind, LogReading } from "./log-kind.ts";
import { Contradiction } from "./numbers.ts";

/** Hands a line to the reading of its file; what is wrong with it is told, and never stops the others. */
export function readLine(
  reading: LogReading,
  json: Json,
  since: (mark: string) => boolean,
  flaw: (flaw: Flaw) => void,
): void {
  try {
    reading.line(json, since);
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    flaw("contradictory");
  }
}

/** A line as JSON, but for what holds no usage; undefined where it is none. */
export function parseLine(bytes: Buffer, without: LogKind["without"]): Json | undefined {
  const { from, to } = without ?? {};
  const begin = from === undefined ? -1 : bytes.indexOf(from);
  const end = begin === -1 || to === undefined ? -1 : bytes.lastIndexOf(to);
  if (from !== undefined && end > begin) {
    const rest = parsed(bytes.toString("utf8", 0, begin + from.length) + bytes.toString("utf8", end));
    if (rest) return rest;
  }
  return parsed(bytes.toString("utf8"));
}

function parsed(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isJson(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
