import type { DataEntry, DataList, DataMap, DataNode } from "../model/data.ts";
import { lineAfter } from "./line-after.ts";
import { readBlockScalar } from "./yaml-plain-block.ts";
import { isLineOver, matchAt, readLineScalar } from "./yaml-plain-scalar.ts";

/**
 * The longest text that is read here.
 * Longer texts and deeper nesting are left to the full parser, which also knows what is too much.
 */
const MAX_LENGTH = 64 * 1024;
const MAX_LEVELS = 12;

/** Stands at the first character, no space, of the first line that was not read yet. */
interface Cursor {
  readonly text: string;
  readonly offset: number;
  at: number;
  /** The column of `at`, from 0; -1 at the end of the text. */
  column: number;
}

/**
 * The YAML that nearly every frontmatter is written in (block maps and lists; scalars on one line, or behind | and >),
 * read many times faster than by the full parser. Undefined as soon as a text leaves that subset or has a mistake:
 * then the full parser has the say. What is read here has the same tree and the same ranges there.
 */
export function readPlainYaml(text: string, offset: number): DataNode | undefined {
  if (text.length > MAX_LENGTH || text.includes("\t")) return undefined;
  const cursor: Cursor = { text, offset, at: 0, column: 0 };
  seek(cursor, 0);
  const map = cursor.column === 0 ? readMap(cursor, 0, MAX_LEVELS) : undefined;
  return cursor.at === text.length ? map : undefined;
}

const KEY = /[A-Za-z_][\w-]*(?=:(?: |\r?\n|$))/y;
const DASH = /-(?= |\r?\n|$)/y;

/** From the start of a line on to the next line that holds more than a comment. */
function seek(cursor: Cursor, start: number): void {
  const { text } = cursor;
  for (let line = start; line < text.length;) {
    let at = line;
    while (text[at] === " ") at += 1;
    if (!isLineOver(text, at)) {
      cursor.at = at;
      cursor.column = at - line;
      return;
    }
    line = lineAfter(text, at);
  }
  cursor.at = text.length;
  cursor.column = -1;
}

/** Thousands of files have the same fields: each name is kept once, as far as there are few. */
const names = new Map<string, string>();
const MOST_NAMES = 1000;

function once(name: string): string {
  const known = names.get(name);
  if (known === undefined && names.size < MOST_NAMES) names.set(name, name);
  return known ?? name;
}

/** Its lists are copied at their end: one that grew keeps room for more than ten others. */
function readMap(cursor: Cursor, indent: number, levels: number): DataMap | undefined {
  const { text, offset } = cursor;
  const start = cursor.at + offset;
  const entries: DataEntry[] = [];
  const seen = new Set<string>();
  let end = start;
  do {
    const written = matchAt(KEY, text, cursor.at);
    if (written === undefined || seen.has(written)) return undefined;
    const key = once(written);
    seen.add(key);
    const keyRange = { start: cursor.at + offset, end: cursor.at + offset + key.length };
    const value = readValue(cursor, cursor.at + key.length + 1, indent, levels, true);
    if (!value) return undefined;
    entries.push({ key, keyRange, value });
    end = value.range.end;
  } while (cursor.column === indent);
  return cursor.column > indent ? undefined : { kind: "map", entries: entries.slice(), range: { start, end } };
}

function readList(cursor: Cursor, indent: number, levels: number): DataList | undefined {
  const { text, offset } = cursor;
  const start = cursor.at + offset;
  const items: DataNode[] = [];
  let end = start;
  do {
    const item = readItem(cursor, indent, levels);
    if (!item) return undefined;
    items.push(item);
    end = item.range.end;
  } while (cursor.column === indent && matchAt(DASH, text, cursor.at) !== undefined);
  return cursor.column > indent ? undefined : { kind: "list", items: items.slice(), range: { start, end } };
}

function readItem(cursor: Cursor, indent: number, levels: number): DataNode | undefined {
  let at = cursor.at + 1;
  while (cursor.text[at] === " ") at += 1;
  if (matchAt(KEY, cursor.text, at) === undefined) return readValue(cursor, cursor.at + 1, indent, levels, false);
  if (levels === 0) return undefined;
  cursor.column += at - cursor.at;
  cursor.at = at;
  return readMap(cursor, cursor.column, levels - 1);
}

/**
 * A value from behind its colon or dash on; the cursor moves to the line after it.
 * A map's list may stand below its key, not indented.
 */
function readValue(cursor: Cursor, from: number, indent: number, levels: number, inMap: boolean): DataNode | undefined {
  const { text, offset } = cursor;
  let at = from;
  while (text[at] === " ") at += 1;
  if (isLineOver(text, at)) {
    seek(cursor, lineAfter(text, at));
    const list = cursor.column >= 0 && matchAt(DASH, text, cursor.at) !== undefined;
    const nested = cursor.column > indent || (cursor.column === indent && list && inMap);
    if (!nested) return { kind: "null", value: null, range: { start: at + offset, end: at + offset } };
    if (levels === 0) return undefined;
    if (text[cursor.at] === "[") return readRest(cursor, cursor.at, indent);
    return list ? readList(cursor, cursor.column, levels - 1) : readMap(cursor, cursor.column, levels - 1);
  }
  if (text[at] === "|" || text[at] === ">") {
    const block = readBlockScalar(text, at, indent, offset);
    if (block) seek(cursor, block.next);
    return block?.node;
  }
  return readRest(cursor, at, indent);
}

/** A value that the end of its line ends: a scalar, or a list in brackets, which may go on for some lines. */
function readRest(cursor: Cursor, at: number, indent: number): DataNode | undefined {
  const value = readLineScalar(cursor.text, at, cursor.offset, indent);
  if (value) seek(cursor, lineAfter(cursor.text, value.range.end - cursor.offset));
  return value;
}
