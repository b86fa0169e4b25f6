import type { Range } from "../model/source.ts";
import { isWaste, nearRepetitions, type OrderedText, repetitions } from "./repetition.ts";
import { statementsOf } from "./statements.ts";

/** One change that would make an instruction file shorter, and why nothing is lost by it. */
export interface Proposal {
  /** Whole lines: from the start of the first to the end of the last, line ending left out. */
  readonly range: Range;
  /** Absent: the lines go. */
  readonly text?: string;
  readonly kind: "repeated" | "nearly-repeated" | "enforced" | "empty-section" | "spaces";
  /** A whole sentence. */
  readonly why: string;
}

/** What an instruction file could leave out. `before`: what a client has read when it comes to the file. */
export function proposals(
  { path, text, start }: { readonly path: string; readonly text: string; readonly start: number },
  before: readonly OrderedText[],
  enforcedBy: (line: string) => string | undefined,
): readonly Proposal[] {
  const own = { path, statements: statementsOf(text, start) };
  const readings = [...before, own];
  const removed = new Map<number, Proposal>();
  const remove = (proposal: Proposal): void => {
    if (!removed.has(proposal.range.start)) removed.set(proposal.range.start, proposal);
  };
  for (const one of repetitions(readings)) {
    if (one.path !== path || !isWaste(one)) continue;
    const why = `It stands already in ${one.first.path}, line ${one.first.line}.`;
    for (const { range } of one.lines) remove({ range, kind: "repeated", why });
  }
  for (const { range, text: line } of own.statements) {
    const file = enforcedBy(line);
    if (file !== undefined) remove({ range, kind: "enforced", why: `${file} enforces it.` });
  }
  for (const one of nearRepetitions(readings)) {
    if (one.path !== path || !isWaste(one)) continue;
    const why = `${one.first.path} says nearly the same in line ${one.first.line}.`;
    for (const { range } of one.lines) remove({ range, kind: "nearly-repeated", why });
  }
  for (const section of emptied(text, start, removed)) remove(section);
  const tidy = spaces(text, start).filter(({ range }) => !removed.has(range.start));
  return [...removed.values(), ...tidy].sort((a, b) => a.range.start - b.range.start);
}

/**
 * The text after the proposals:
 * removed lines go with their line endings, and no two empty lines follow each other for it.
 */
export function compressed(text: string, changes: readonly Proposal[]): string {
  let result = "";
  let at = 0;
  for (const { range, text: replacement } of changes) {
    if (range.start < at) continue;
    result += text.slice(at, range.start);
    if (replacement === undefined) {
      at = range.end < text.length ? range.end + 1 : text.length;
      if (/(?:^|\n)\r?\n$/.test(result) || result === "") {
        const blank = /^(?:[ \t]*\r?\n)+/.exec(text.slice(at));
        if (blank) at += blank[0].length;
      }
    } else {
      result += replacement;
      at = range.end;
    }
  }
  return result + text.slice(at);
}

interface Line {
  readonly range: Range;
  readonly text: string;
  readonly code: boolean;
}

function linesOf(text: string, start: number): readonly Line[] {
  const lines: Line[] = [];
  let fence = "";
  for (let at = start; at < text.length;) {
    const next = text.indexOf("\n", at);
    const end = next === -1 ? text.length : next;
    const line = text.slice(at, end).replace(/\r$/, "");
    const mark = /^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    const code = fence !== "" || mark !== "" || /^(?: {4}|\t)/.test(line);
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = "";
    lines.push({ range: { start: at, end: at + line.length }, text: line, code });
    at = end + 1;
  }
  return lines;
}

/** Headings below which nothing would be left. */
function emptied(text: string, start: number, removed: ReadonlyMap<number, Proposal>): readonly Proposal[] {
  if (removed.size === 0) return [];
  const found: Proposal[] = [];
  let heading: { line: Line; level: number; lost: boolean; kept: boolean } | undefined;
  const close = (level: number): void => {
    if (heading?.lost && !heading.kept && level <= heading.level)
      found.push({ range: heading.line.range, kind: "empty-section", why: "Nothing would be left below it." });
    heading = undefined;
  };
  for (const line of linesOf(text, start)) {
    const level = line.code ? undefined : /^ {0,3}(#{1,6})[ \t]/.exec(line.text)?.[1]?.length;
    if (level !== undefined) {
      close(level);
      heading = { line, level, lost: false, kept: false };
    } else if (heading && removed.has(line.range.start)) heading.lost = true;
    else if (heading && line.text.trim() !== "") heading.kept = true;
  }
  close(0);
  return found;
}

/** Spaces that no renderer shows: at the ends of lines, in the padding of tables, and more than one empty line. */
function spaces(text: string, start: number): readonly Proposal[] {
  const found: Proposal[] = [];
  let empty = 0;
  for (const { range, text: line, code } of linesOf(text, start)) {
    if (code) {
      empty = 0;
      continue;
    }
    const bare = line.trim() === "";
    empty = bare ? empty + 1 : 0;
    const why = "The spaces do not show.";
    if (bare && empty > 1) found.push({ range, kind: "spaces", why: "One empty line is enough." });
    else {
      const tidy = tidied(line);
      if (tidy !== line) found.push({ range, text: tidy, kind: "spaces", why });
    }
  }
  return found;
}

function tidied(line: string): string {
  let end = line.length;
  while (end > 0 && " \t".includes(line.charAt(end - 1))) end -= 1;
  const rest = line.slice(end);
  // Two spaces at the end of a line of text break the line.
  const trimmed = line.slice(0, end) + (end > 0 && rest.length > 1 && !rest.includes("\t") ? "  " : "");
  if (!/^\s*\|.*\|\s*$/.test(trimmed) || trimmed.includes("`") || trimmed.includes("\\|")) return trimmed;
  return trimmed.replaceAll(/ {2,}/g, " ").replaceAll(/-{4,}/g, "---");
}
