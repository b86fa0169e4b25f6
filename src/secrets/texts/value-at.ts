import type { Range } from "../../model/source.ts";

/** What is longer is data, and not read to its end. */
const LONGEST = 600;

const OPENING = /(?:[brfuBRFU@$]{1,2}(?=["']))?(\\{0,3})(["'`])/y;
/** What a credential may stand behind, and is none of. */
const SCHEME = /(?:base64:|(?:bearer|basic|token|apikey)[ \t]{1,4})(?=\S)/iy;
const RUN = /[^\s"'`<>]{1,600}/y;
/** A whole line of an environment file, or behind the colon of YAML: no mark ends it but white space. */
const WHOLE_RUN = /\S{1,600}/y;
/** An identifier that goes on with a call or an index, to its end or to the quotes in it, is a program's own text. */
const CALL = /^[A-Za-z_$][\w$]{0,80}(?:(?:\.|\?\.|::|->)[A-Za-z_$][\w$]{0,80}){0,8}(?:[([]\{?$|\(.*[),]|\[.*[\],])/;
/** What no value has that nothing holds together, and programs without white space do. */
const CODE = /[!=]==|\]\[|\)\{|=>/;
/** A bracket that closes and is followed by more of a program. */
const CLOSED = /[)\]}](?=[,;.)\]}])/g;
/** Before it there is another setting: `a=1;b=2`, `a=1&b=2`, `a=1,b=2`. */
const NEXT_SETTING = /[;&,](?=[ \w-]{1,40}[=:])|&&|\|\||;$/;

/** How the text around a value says where it ends. */
export interface Around {
  /** The name begins its line, and nothing follows the value in it. */
  readonly line: boolean;
  /** Quotes hold the name and the value together, and nothing else: `"NAME=value"`. */
  readonly whole: boolean;
  /** In the query of an address, `&` and `#` end a value. */
  readonly query: boolean;
  /** In a table, a bar does. */
  readonly cell: boolean;
}

/** A value, and whether quotes hold it: then it is exactly what somebody wrote. */
export interface Value {
  readonly at: Range;
  readonly text: string;
  readonly quoted: boolean;
}

/** The value that begins at an offset, quoted or not; undefined for what is code, too long, or not there. */
export function valueFrom(text: string, from: number, around: Around): Value | undefined {
  OPENING.lastIndex = from;
  const opening = OPENING.exec(text);
  if (opening) {
    const start = OPENING.lastIndex;
    const end = closingOf(text, start, (opening[1] ?? "") + (opening[2] ?? ""));
    if (end !== undefined) {
      SCHEME.lastIndex = start;
      const own = SCHEME.test(text) ? SCHEME.lastIndex : start;
      return end > own ? valueOf(text, own, end, true) : undefined;
    }
    return unquoted(text, start, { ...around, line: false });
  }
  return unquoted(text, from, around);
}

/** Where the same quotes stand again in the line, behind as many backslashes. */
function closingOf(text: string, start: number, quote: string): number | undefined {
  const last = Math.min(text.length, start + LONGEST);
  for (let at = start; at < last; at += 1) {
    if (text[at] === "\n") return undefined;
    if (text.startsWith(quote, at)) return at;
    if (text[at] === "\\" && quote.length === 1) at += 1;
  }
  return undefined;
}

function unquoted(text: string, start: number, { line, whole, query, cell }: Around): Value | undefined {
  const pattern = line ? WHOLE_RUN : RUN;
  pattern.lastIndex = start;
  const run = pattern.exec(text)?.[0] ?? "";
  if (run === "" || run.length >= LONGEST || CALL.test(run)) return undefined;
  if (!line && !whole && CODE.test(run)) return undefined;
  const end = query ? /[&#]/ : cell ? /\|/ : line ? /&&|;$/ : NEXT_SETTING;
  const cut = whole ? run.length : (end.exec(run)?.index ?? run.length);
  const value = whole ? run : trimmed(run.slice(0, line ? cut : Math.min(cut, endOfCall(run))), line);
  // A backslash ends what is written with escapes: `\n`, `\"`.
  const escape = /\\{1,3}(?:["'`]|[nrt](?![A-Za-z0-9]))/.exec(value)?.index ?? value.length;
  return escape > 0 ? valueOf(text, start, start + escape, false) : undefined;
}

/** Where a call ends that a value is an argument of: `open(password=secret).read()`. */
function endOfCall(run: string): number {
  for (const { index } of run.matchAll(CLOSED)) if (!/[([{]/.test(run.slice(0, index))) return index;
  return run.length;
}

/** Marks that belong to what is around a value. */
function trimmed(run: string, line: boolean): string {
  if (line) return run.replace(/[,;]$/, "");
  let end = run.length;
  while (end > 0 && /[,;:.)\]}|*]/.test(run[end - 1] ?? "") && !(run[end - 1] === ")" && run.includes("("))) end -= 1;
  return run.slice(0, end);
}

const valueOf = (text: string, start: number, end: number, quoted: boolean): Value => ({
  at: { start, end },
  text: text.slice(start, end),
  quoted,
});
