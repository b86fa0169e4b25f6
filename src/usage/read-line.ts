import { type Json, isObject, parsed } from "../model/json.ts";
import type { Ends, Flaw, LogKind, LogReading } from "./log-kind.ts";
import { Contradiction } from "./numbers.ts";

/** Hands a line to the reading of its file; what is wrong with it is told, and never stops the others. */
export function readLine(
  reading: LogReading,
  json: Json,
  since: (mark: string) => boolean,
  flaw: (flaw: Flaw) => void,
): void {
  orContradictory(() => reading.line(json, since), flaw);
}

/** Some hold what they found until they know all of it. */
export function endReading(reading: LogReading, flaw: (flaw: Flaw) => void): void {
  orContradictory(reading.end, flaw);
}

function orContradictory(read: () => void, flaw: (flaw: Flaw) => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    flaw("contradictory");
  }
}

/** Undefined where a line has nothing to leave out. */
export function endsOf(bytes: Buffer, { from, to }: NonNullable<LogKind["without"]>): Ends | undefined {
  const begin = bytes.indexOf(from);
  const tail = begin === -1 ? -1 : bytes.lastIndexOf(to);
  return tail > begin ? { head: begin + from.length, tail } : undefined;
}

/** A line as JSON, but for what holds no usage; undefined where it is none. */
export function parseLine(bytes: Buffer, ends: Ends | undefined): Json | undefined {
  const rest = ends && parsedJson(bytes.toString("utf8", 0, ends.head) + bytes.toString("utf8", ends.tail));
  return rest ?? parsedJson(bytes.toString("utf8"));
}

function parsedJson(text: string): Json | undefined {
  const json = parsed(text);
  return isObject(json) ? json : undefined;
}
