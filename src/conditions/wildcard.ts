import { charset, type Charset } from "./charset.ts";

/** Says whether a text, taken as a whole, is what the pattern describes; `spend` is told of the steps that it took. */
export type Wildcard = (text: string, spend?: (steps: number) => void) => boolean;

const ANY = -1;
const STAR = -2;
/** `**` and the slash behind it: nothing at all, or whole directories. */
const DIRECTORIES = -3;
/** `**` at the end: everything that is left. */
const REST = -4;
/** A character code, one of the negative marks above, or a bracket expression. */
type Token = number | Charset;

const SLASH = 47;
const SPECIAL = /[*?[\\]/;

/**
 * Compiles a pattern with the meaning of git's wildmatch under WM_PATHNAME. Matching takes at most pattern × text
 * steps. Undefined where the pattern can match nothing: an unclosed bracket, a backslash at the end.
 */
export function compileWildcard(pattern: string): Wildcard | undefined {
  const tokens = tokenize(pattern);
  if (!tokens) return undefined;
  const literal = literalOf(tokens);
  if (literal !== undefined) return (text) => text === literal;
  const suffix = tokens[0] === STAR ? literalOf(tokens.slice(1)) : undefined;
  if (suffix === undefined) return (text, spend) => runs(tokens, text, spend);
  return (text) => text.endsWith(suffix) && text.lastIndexOf("/", text.length - suffix.length - 1) === -1;
}

function literalOf(tokens: readonly Token[]): string | undefined {
  let text = "";
  for (const token of tokens) {
    if (typeof token !== "number" || token < 0) return undefined;
    text += String.fromCharCode(token);
  }
  return text;
}

function tokenize(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  // git compares the text before the first special character first and hands wildmatch only what follows, which
  // therefore takes `**` there for the start of a pattern: `foo**/bar` crosses directories, `f?o**/bar` does not.
  const first = pattern.search(SPECIAL);
  let at = 0;
  while (at < pattern.length) {
    const char = pattern[at];
    if (char === "*") {
      const from = at;
      while (pattern[at] === "*") at += 1;
      const opens = at - from > 1 && (from === first || pattern[from - 1] === "/");
      if (opens && at === pattern.length) tokens.push(REST);
      else if (opens && pattern[at] === "/") {
        tokens.push(DIRECTORIES);
        at += 1;
      } else if (opens && pattern.startsWith("\\/", at)) {
        // To wildmatch an escaped slash still ends `**`, but no longer stands for "nothing at all".
        tokens.push(STAR, SLASH, DIRECTORIES);
        at += 2;
      } else tokens.push(STAR);
    } else if (char === "?") {
      tokens.push(ANY);
      at += 1;
    } else if (char === "[") {
      const bracket = charset(pattern, at);
      if (!bracket) return undefined;
      tokens.push(bracket.matches);
      at = bracket.end;
    } else {
      if (char === "\\") at += 1;
      if (at === pattern.length) return undefined;
      tokens.push(pattern.charCodeAt(at));
      at += 1;
    }
  }
  return tokens;
}

function accepts(token: Token | undefined, code: number): boolean {
  if (typeof token === "number") return token === code || (token === ANY && code !== SLASH);
  return token !== undefined && code !== SLASH && token(code);
}

/**
 * Whether a text fits. Two pairs of pointers remember where to go on after a mismatch: the last star of the segment
 * takes one character more, and behind that the last `**` one directory more. An earlier one never needs another try:
 * what it could take, the later one can take as well.
 */
function runs(tokens: readonly Token[], text: string, spend?: (steps: number) => void): boolean {
  let steps = 0;
  let token = 0;
  let at = 0;
  let starToken = -1;
  let starAt = 0;
  let deepToken = -1;
  let deepAt = 0;
  let wanted = tokens[token];
  for (; at < text.length && wanted !== REST; wanted = tokens[token]) {
    steps += 1;
    if (wanted === STAR) {
      token += 1;
      starToken = token;
      starAt = at;
    } else if (wanted === DIRECTORIES) {
      token += 1;
      deepToken = token;
      deepAt = at;
      starToken = -1;
    } else if (accepts(wanted, text.charCodeAt(at))) {
      if (wanted === SLASH) starToken = -1;
      token += 1;
      at += 1;
    } else if (starToken !== -1 && text.charCodeAt(starAt) !== SLASH) {
      starAt += 1;
      at = starAt;
      token = starToken;
    } else {
      const slash = deepToken === -1 ? -1 : text.indexOf("/", deepAt);
      if (slash === -1) {
        spend?.(steps);
        return false;
      }
      deepAt = slash + 1;
      at = deepAt;
      token = deepToken;
      starToken = -1;
    }
  }
  spend?.(steps);
  return (
    at < text.length || tokens.slice(token).every((rest) => rest === STAR || rest === DIRECTORIES || rest === REST)
  );
}
