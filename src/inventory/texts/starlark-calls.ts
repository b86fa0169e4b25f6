import type { Range } from "../../model/source.ts";

/** A value in Starlark that stands there as it is; `other` is whatever would have to be run first. */
export type StarlarkValue =
  | { readonly kind: "text"; readonly value: string; readonly range: Range }
  | { readonly kind: "list"; readonly items: readonly StarlarkValue[]; readonly range: Range }
  | { readonly kind: "number" | "none" | "other"; readonly range: Range };

export interface StarlarkArgument {
  /** Absent where it is given by its place. */
  readonly name?: string;
  /** Of the name, else of the value. */
  readonly at: Range;
  readonly value: StarlarkValue;
}
/** A call that begins a line. */
export interface StarlarkCall {
  readonly name: string;
  readonly at: Range;
  readonly arguments: readonly StarlarkArgument[];
}
export interface StarlarkFile {
  readonly calls: readonly StarlarkCall[];
  /** What opens and is never closed, or closes what is not open: nobody can read the file. */
  readonly unbalanced?: Range;
}

/**
 * The calls of a file in Starlark that begin a line, with what is given to them as it is written. Nothing is run: what
 * stands in a loop or in a function is not there, and neither is what a variable holds.
 */
export function starlarkCalls(text: string): StarlarkFile {
  const { tokens, unbalanced } = tokensOf(text);
  const calls: StarlarkCall[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const name = tokens[at];
    if (name?.kind !== "name" || !name.begins || tokens[at + 1]?.text !== "(") continue;
    const read = argumentsFrom(tokens, at + 2);
    calls.push({ name: name.text, at: name.range, arguments: read.value });
  }
  return { calls, ...(unbalanced && { unbalanced }) };
}

interface Token {
  readonly kind: "name" | "number" | "text" | "mark";
  readonly text: string;
  readonly range: Range;
  /** Of a text: what it says, where nothing in it is escaped. */
  readonly value?: string;
  /** It stands at the margin, outside all brackets. */
  readonly begins: boolean;
}

const CLOSES: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const WORD = /[A-Za-z0-9_.]/;

function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly unbalanced?: Range } {
  const tokens: Token[] = [];
  const open: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === "#") {
      const end = text.indexOf("\n", at);
      at = end === -1 ? text.length : end;
      continue;
    }
    if (/\s/.test(sign)) {
      at += 1;
      continue;
    }
    const begins = open.length === 0 && (at === 0 || text.charAt(at - 1) === "\n");
    const raw = /[rR]/.test(sign) && /["']/.test(text.charAt(at + 1));
    if (raw || sign === '"' || sign === "'") {
      const start = raw ? at + 1 : at;
      const end = endOfText(text, start);
      if (end === undefined) return { tokens, unbalanced: { start: at, end: start + 1 } };
      const quotes = text.startsWith(text.charAt(start).repeat(3), start) && end - start >= 6 ? 3 : 1;
      const value = text.slice(start + quotes, end - quotes);
      const said = raw || !value.includes("\\") ? { value } : {};
      tokens.push({ kind: "text", text: text.slice(at, end), range: { start: at, end }, begins, ...said });
      at = end;
      continue;
    }
    let end = at + 1;
    if (WORD.test(sign)) while (end < text.length && WORD.test(text.charAt(end))) end += 1;
    const kind = /\d/.test(sign) ? "number" : WORD.test(sign) ? "name" : "mark";
    const token: Token = { kind, text: text.slice(at, end), range: { start: at, end }, begins };
    tokens.push(token);
    if (Object.hasOwn(CLOSES, sign)) open.push(token);
    else if (sign === ")" || sign === "]" || sign === "}") {
      const opened = open.pop();
      if (!opened || CLOSES[opened.text] !== sign) return { tokens, unbalanced: token.range };
    }
    at = end;
  }
  const [first] = open;
  return { tokens, ...(first && { unbalanced: first.range }) };
}

/** Behind the closing quotes of a text; undefined where it is not closed. */
function endOfText(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  const quotes = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  for (let at = start + quotes.length; at < text.length; at += 1) {
    if (text.charAt(at) === "\\") at += 1;
    else if (text.startsWith(quotes, at)) return at + quotes.length;
    else if (quotes.length === 1 && text.charAt(at) === "\n") return undefined;
  }
  return undefined;
}

interface Read<T> {
  readonly value: T;
  /** The token behind it. */
  readonly next: number;
}

/** To the bracket that closes them. */
function argumentsFrom(tokens: readonly Token[], start: number): Read<readonly StarlarkArgument[]> {
  const found: StarlarkArgument[] = [];
  let at = start;
  while (at < tokens.length && tokens[at]?.text !== ")") {
    const first = tokens[at];
    const named = first?.kind === "name" && tokens[at + 1]?.text === "=" && tokens[at + 2]?.text !== "=";
    const { value, next } = valueFrom(tokens, named ? at + 2 : at, 0);
    found.push({ ...(named && { name: first.text }), at: named ? first.range : value.range, value });
    at = tokens[next]?.text === "," ? next + 1 : Math.max(next, at + 1);
  }
  return { value: found, next: at + 1 };
}

const DEEPEST = 20;

/** One value, to the comma or bracket behind it. */
function valueFrom(tokens: readonly Token[], start: number, depth: number): Read<StarlarkValue> {
  const first = tokens[start];
  const range = first?.range ?? { start: 0, end: 0 };
  if (first?.text === "[" && first.kind === "mark" && depth < DEEPEST) {
    const items: StarlarkValue[] = [];
    let at = start + 1;
    while (at < tokens.length && tokens[at]?.text !== "]") {
      const { value, next } = valueFrom(tokens, at, depth + 1);
      items.push(value);
      at = tokens[next]?.text === "," ? next + 1 : Math.max(next, at + 1);
    }
    const end = tokens[at]?.range.end ?? range.end;
    if (isEnd(tokens[at + 1]))
      return { value: { kind: "list", items, range: { start: range.start, end } }, next: at + 1 };
  } else if (first && isEnd(tokens[start + 1])) {
    if (first.kind === "text" && first.value !== undefined)
      return { value: { kind: "text", value: first.value, range }, next: start + 1 };
    if (first.kind === "number" || first.text === "None")
      return { value: { kind: first.kind === "number" ? "number" : "none", range }, next: start + 1 };
  }
  return { value: { kind: "other", range }, next: behind(tokens, start) };
}

const isEnd = (token: Token | undefined): boolean =>
  token === undefined || (token.kind === "mark" && /[,)\]}]/.test(token.text));

/** The comma or bracket behind a value that is not read. */
function behind(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind !== "mark") continue;
    if (depth === 0 && isEnd(token)) return at;
    if (Object.hasOwn(CLOSES, token.text)) depth += 1;
    else if (/[)\]}]/.test(token.text)) depth -= 1;
  }
  return tokens.length;
}
