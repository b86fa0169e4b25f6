import type { Range } from "../model/source.ts";
import { type Strength, strengthOf, strengthWithin } from "./names.ts";
import { afterName, type ValuePlace } from "./texts/after-name.ts";
import { columnBelow, isCell } from "./texts/columns.ts";
import { nameAt, namedValues } from "./texts/names-in.ts";
import { type Value, valueFrom } from "./texts/value-at.ts";
import { type Certainty, certaintyOf } from "./values/certainty.ts";

/** A secret that only the name which it is given to tells. */
export interface Assigned {
  readonly kind?: never;
  readonly name: string;
  readonly at: Range;
  readonly certainty: Certainty;
}

/** What asks whether a value is a secret, by its name. */
type Ask = (strength: Strength, name: string, value: Value) => Certainty | undefined;

/** Values without any form of their own, under names that say what they are, however the one is given to the other. */
export function* findAssigned(text: string, ask: Ask = byChance): Generator<Assigned> {
  const strengths = new Map<string, Strength | "none">();
  const cellsBelow = tableWalk();
  for (const one of namedValues(text)) {
    const { start, end } = one;
    const place = afterName(text, start, end);
    const cell = (!place || place.sort === "cell") && isCell(text, start, end);
    if (!place && !cell) continue;
    const name = nameAt(text, one);
    const strength = strengths.get(name) ?? strengthOf(name) ?? strengthWithin(name) ?? "none";
    strengths.set(name, strength);
    if (strength === "none" || isOfBadge(text, start)) continue;
    for (const at of cell ? cellsBelow(text, start) : []) {
      const certainty = ask(strength, name, { at, text: text.slice(at.start, at.end), quoted: true });
      if (certainty) yield { name, at, certainty };
    }
    const value = place && valueFrom(text, place.from, aroundOf(text, start, place));
    if (!place || !value) continue;
    const certainty = ask(place.sort === "cell" ? weaker(strength) : strength, name, value);
    if (certainty === "unsure" && place.sort === "argument" && text[start] !== "-") continue; // lists of names are such
    if (certainty) yield { name: name.replace(/^-+/, ""), at: value.at, certainty };
  }
}

/** The address of a picture that a README shows everybody, with a token that opens this picture alone. */
function isOfBadge(text: string, start: number): boolean {
  if (!/^token=\w{10}(?!\w)/.test(text.slice(start, start + 20))) return false;
  const address =
    text
      .slice(Math.max(0, start - 200), start)
      .split(/[\s"'()<>]/)
      .at(-1) ?? "";
  return address.startsWith("https://codecov.io/") && address.endsWith(".svg?");
}

/** So many columns of one table are looked down. */
const MOST_COLUMNS = 4;

/** The cells below a name, where it is in the first row of a table: rows are no headers of further tables. */
function tableWalk(): (text: string, start: number) => readonly Range[] {
  let [header, end, columns] = [0, 0, 0];
  return (text, start) => {
    if (start < end && (start > header || columns >= MOST_COLUMNS)) return [];
    const column = columnBelow(text, start);
    if (!column) return [];
    columns = start < end ? columns + 1 : 1;
    ({ header, end } = column);
    return column.cells;
  };
}

const byChance: Ask = (strength, name, { text }) => certaintyOf(strength, name, text);

/** A table puts names beside values, and beside words about them. */
const weaker = (strength: Strength): Strength => (strength === "password" ? "strong" : strength);

function aroundOf(text: string, start: number, { from, sort }: ValuePlace): Parameters<typeof valueFrom>[2] {
  const before = text[start - 1] ?? "\n";
  return {
    line: sort === "given" && isAlone(text, start, from),
    whole: sort === "given" && /["']/.test(before) && isHeld(text, before, from),
    query: before === "?" || before === "&",
    cell: sort === "cell",
  };
}

/** Whether the quote before a name stands behind its value. */
function isHeld(text: string, quote: string, from: number): boolean {
  const run = /^[^\s"'`<>]{1,600}/.exec(text.slice(from, from + 600))?.[0] ?? "";
  return run !== "" && text[from + run.length] === quote;
}

/** Whether a name begins its line, and what is given to it ends it: then marks within the value are the value's own. */
function isAlone(text: string, start: number, from: number): boolean {
  const begins = /(?:^|\n)[ \t]{0,40}(?:(?:export|ENV|ARG|-)[ \t]{1,4})?["']?$/.test(
    text.slice(Math.max(0, start - 60), start),
  );
  return begins && /^\S{1,600}[ \t]{0,20}(?:\r?\n|$|[ \t]#)/.test(text.slice(from, from + 640));
}
