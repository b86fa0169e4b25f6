import type { DataList, DataNode } from "../model/data.ts";
import type { Range } from "../model/source.ts";

/** Whether nothing but a line ending or a comment follows. The caller has skipped the spaces. */
export function isLineOver(text: string, at: number): boolean {
  const char = text[at];
  return char === undefined || char === "\n" || char === "\r" || char === "#";
}

/**
 * A scalar or a list in brackets that is the rest of its line; further lines of a list are indented by more than
 * `indent`. Undefined where the full parser has to look.
 */
export function readLineScalar(text: string, at: number, offset: number, indent: number): DataNode | undefined {
  const first = text[at];
  if (first !== "[" && first !== '"' && first !== "'") return readPlain(text, at, offset);
  const value = first === "[" ? readBrackets(text, at, offset, indent) : readQuoted(text, at, offset);
  if (!value) return undefined;
  const behind = skipSpaces(text, value.range.end - offset);
  const glued = text[behind] === "#" && behind === value.range.end - offset;
  return isLineOver(text, behind) && !glued ? value : undefined;
}

const REST = /[^\s?:,[\]{}#&*!|>'"%@`-][^\r\n]*/y;
const ITEM = /[^\s?:,[\]{}#&*!|>'"%@`-][^,[\]{}:#\r\n]*/y;
const DOUBLE = /"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*"/uy;
const SINGLE = /'[^'\r\n]*(?:''[^'\r\n]*)*'/y;

/** What a sticky pattern takes at an offset. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at += 1;
  return at;
}

/** Over spaces and line ends to what is indented by more than `indent`; to a line end where nothing is. */
function skipLines(text: string, from: number, indent: number): number {
  let at = skipSpaces(text, from);
  for (let end = lineEnd(text, at); end > 0; end = lineEnd(text, at)) {
    const next = skipSpaces(text, at + end);
    if (next - at - end <= indent && lineEnd(text, next) === 0) return at;
    at = next;
  }
  return at;
}

const lineEnd = (text: string, at: number): number => (text[at] === "\n" ? 1 : text.startsWith("\r\n", at) ? 2 : 0);

function trimSpaces(text: string): string {
  let end = text.length;
  while (text[end - 1] === " ") end -= 1;
  return text.slice(0, end);
}

function readPlain(text: string, at: number, offset: number): DataNode | undefined {
  const rest = matchAt(REST, text, at);
  if (rest === undefined) return undefined;
  const comment = rest.indexOf(" #");
  const source = trimSpaces(comment === -1 ? rest : rest.slice(0, comment));
  if (source.includes(": ") || source.endsWith(":")) return undefined;
  return resolve(source, { start: at + offset, end: at + offset + source.length });
}

function readBrackets(text: string, start: number, offset: number, indent: number): DataList | undefined {
  const items: DataNode[] = [];
  let at = skipLines(text, start + 1, indent);
  while (text[at] !== "]") {
    const item = readItem(text, at, offset);
    if (!item) return undefined;
    items.push(item);
    at = skipLines(text, item.range.end - offset, indent);
    if (text[at] === ",") at = skipLines(text, at + 1, indent);
    else if (text[at] !== "]") return undefined;
  }
  return { kind: "list", items, range: { start: start + offset, end: at + 1 + offset } };
}

function readItem(text: string, at: number, offset: number): DataNode | undefined {
  if (text[at] === '"' || text[at] === "'") return readQuoted(text, at, offset);
  const source = trimSpaces(matchAt(ITEM, text, at) ?? "");
  return source ? resolve(source, { start: at + offset, end: at + offset + source.length }) : undefined;
}

/** Reads a scalar in quotes. The escapes that pass are those that YAML shares with JSON. */
function readQuoted(text: string, at: number, offset: number): DataNode | undefined {
  const source = matchAt(text[at] === '"' ? DOUBLE : SINGLE, text, at);
  if (source === undefined) return undefined;
  const inner = source.slice(1, -1);
  const single = () => inner.replaceAll("''", "'");
  const double = () => (inner.includes("\\") ? String(JSON.parse(source)) : inner);
  const range = { start: at + offset, end: at + offset + source.length };
  return { kind: "string", value: source.startsWith('"') ? double() : single(), range };
}

const NULL = /^(?:~|[Nn]ull|NULL)$/;
const BOOLEAN = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const NUMBER = /^[0-9]{1,15}(?:\.[0-9]{1,9})?$/;
const NUMERIC = /^[-+]?\.?(?:[0-9]|inf|nan)/i;
const DOTTED = /^[0-9]+\.[0-9]+\.[0-9]/;

/** What a plain scalar is by the core schema of YAML 1.2; rarer spellings of numbers are left to the full parser. */
function resolve(source: string, range: Range): DataNode | undefined {
  if (NULL.test(source)) return { kind: "null", value: null, range };
  if (BOOLEAN.test(source)) return { kind: "boolean", value: /^t/i.test(source), range };
  if (NUMBER.test(source)) return { kind: "number", value: Number(source), range };
  if (NUMERIC.test(source) && !DOTTED.test(source)) return undefined;
  return { kind: "string", value: source, range };
}
