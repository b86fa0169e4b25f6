import type { Statement } from "./statements.ts";
import { group } from "../model/group.ts";

/** A text as it comes in the order of loading. */
export interface OrderedText {
  readonly path: string;
  readonly statements: readonly Statement[];
}
/** Lines that stand a second time. */
export interface Repetition {
  readonly path: string;
  /** One statement, or several that follow each other in both places. */
  readonly lines: readonly Statement[];
  /** Where they stand first. */
  readonly first: { readonly path: string; readonly line: number; readonly text: string };
  /** The lines are all that their section says, or, for a single one, both stand in the same section. */
  readonly whole: boolean;
}

interface Place {
  readonly path: string;
  readonly index: number;
  readonly statement: Statement;
}

/** Statements that an earlier text, or the same text further up, has already made in the same words. */
export function repetitions(readings: readonly OrderedText[]): readonly Repetition[] {
  const seen = new Map<string, Place>();
  const found: Repetition[] = [];
  for (const { path, statements } of readings) {
    const sections = group(statements, ({ section }) => section);
    let run: { lines: Statement[]; first: Place; last: Place } | undefined;
    const close = (): void => {
      if (run) found.push({ path, lines: run.lines, first: placeOf(run.first), whole: isWhole(run, sections, path) });
      run = undefined;
    };
    for (const [index, statement] of statements.entries()) {
      const before = seen.get(statement.key);
      if (!before) {
        seen.set(statement.key, { path, index, statement });
        close();
      } else if (run && run.last.path === before.path && run.last.index + 1 === before.index) {
        run.lines.push(statement);
        run.last = before;
      } else {
        close();
        run = { lines: [statement], first: before, last: before };
      }
    }
    close();
  }
  return found;
}

/**
 * Whether a repetition says nothing new.
 * In one file, lists for different things share lines: only whole sections count.
 */
export function isWaste({ path, first, whole }: Repetition): boolean {
  return first.path !== path || whole;
}

function isWhole(
  { lines, first }: { readonly lines: readonly Statement[]; readonly first: Place },
  sections: ReadonlyMap<Statement["section"], readonly Statement[]>,
  path: string,
): boolean {
  const [line] = lines;
  if (!line) return false;
  const { section } = line;
  if (first.path === path && first.statement.section === section) return true;
  return lines.length >= BLOCK && sections.get(section)?.length === lines.length;
}

const BLOCK = 3;

/** The part of the words of both statements that both must have, to be nearly the same. */
const ALIKE = 0.8;
const FEWEST_WORDS = 8;
/** A word that this many statements share tells none of them from the others. */
const COMMON = 40;
/** Two statements that differ in one of these say opposite things. */
const DECISIVE =
  /^(?:not|no|never|don't|dont|without|except|unless|avoid|always|must|may|only|cannot|before|after|\d.*)$/;

/**
 * Statements that say nearly what an earlier one says. Words that few statements have lead to the candidates, so that
 * the work grows with the text and not with its square.
 */
export function nearRepetitions(readings: readonly OrderedText[]): readonly Repetition[] {
  const frequency = new Map<string, number>();
  const all = readings.flatMap(({ path, statements }) =>
    statements.map((statement, index): Place => ({ path, index, statement })),
  );
  for (const { statement } of all)
    for (const word of new Set(statement.words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rare = (word: string): number => frequency.get(word) ?? 0;
  const byWord = new Map<string, Place[]>();
  const found: Repetition[] = [];
  for (const place of all) {
    const { statement, path } = place;
    const words = new Set(statement.words);
    if (words.size < FEWEST_WORDS) continue;
    const telling = [...words].sort((a, b) => rare(a) - rare(b) || (a < b ? -1 : 1));
    const prefix = telling.slice(0, words.size - Math.ceil(ALIKE * words.size) + 1);
    const candidates = new Set(prefix.flatMap((word) => byWord.get(word) ?? []));
    const first = [...candidates].find((one) => isAlike(one.statement, statement, words));
    if (first) {
      const whole = first.path === path && first.statement.section === statement.section;
      found.push({ path, lines: [statement], first: placeOf(first), whole });
    }
    for (const word of prefix) {
      const places = byWord.get(word) ?? [];
      if (places.length < COMMON) places.push(place);
      byWord.set(word, places);
    }
  }
  return found;
}

function isAlike(one: Statement, other: Statement, words: ReadonlySet<string>): boolean {
  if (one.key === other.key) return false; // repetitions finds it
  const own = new Set(one.words);
  const shared = [...words].filter((word) => own.has(word)).length;
  if (shared / (own.size + words.size - shared) < ALIKE) return false;
  const different = [...[...own].filter((word) => !words.has(word)), ...[...words].filter((word) => !own.has(word))];
  if (different.length === 0) return false; // the same words: code, an option or the target of a link differs
  // A name in code or a number that differs is another rule of the same form.
  return !different.some((word) => DECISIVE.test(word) || /[\d_./@]/.test(word));
}

function placeOf({ path, statement }: Place): Repetition["first"] {
  return { path, line: statement.line, text: statement.text };
}
