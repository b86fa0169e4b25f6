/** A word that people write for an operator of CEL, and where it stands in the text. */
export interface ConditionWord {
  readonly word: string;
  readonly at: number;
  readonly symbol: string;
}

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ["AND", "&&"],
  ["OR", "||"],
  ["NOT", "!"],
]);

/** `AND`, `OR` and `NOT` of a condition: not those in literals and comments, nor members that are called so. */
export function conditionWords(text: string): readonly ConditionWord[] {
  const found: ConditionWord[] = [];
  for (let at = 0; at < text.length;) {
    const end = literalEnd(text, at) ?? nameEnd(text, at);
    if (end === undefined) {
      at += 1;
      continue;
    }
    const word = text.slice(at, end);
    const symbol = SYMBOLS.get(word);
    if (symbol !== undefined && !isMember(text, at)) found.push({ word, at, symbol });
    at = end;
  }
  return found;
}

/** The same condition in CEL, each part of it in the column in which it was. */
export const inSymbols = (text: string): string =>
  conditionWords(text).reduce(
    (written, { word, at, symbol }) =>
      written.slice(0, at) + symbol.padEnd(word.length) + written.slice(at + word.length),
    text,
  );

const isMember = (text: string, at: number): boolean => text.slice(0, at).trimEnd().endsWith(".");

const isOfName = (char: string | undefined): boolean => char !== undefined && /[A-Za-z0-9_]/.test(char);

function nameEnd(text: string, at: number): number | undefined {
  let end = at;
  while (isOfName(text[end])) end += 1;
  return end === at ? undefined : end;
}

/** Where a text in quotes, or a comment, that begins here ends; with `r` before it, a backslash is one. */
function literalEnd(text: string, at: number): number | undefined {
  if (text.startsWith("//", at)) return lineEnd(text, at);
  let start = at;
  while (start < at + 2 && "rRbB".includes(text[start] ?? " ")) start += 1;
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return undefined;
  const isRaw = text.slice(at, start).toLowerCase().includes("r");
  const mark = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  for (let end = start + mark.length; end < text.length; end += 1) {
    if (text.startsWith(mark, end)) return end + mark.length;
    if (text[end] === "\\" && !isRaw) end += 1;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
