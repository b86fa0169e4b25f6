/**
 * How large a pattern is with its `{n,m}` written out: `(ab){1,50}` has 100 atoms. Read without compiling it, because
 * that is what takes long; what cannot be told counts as more.
 */
export function patternSize(pattern: string): number {
  /** Of each open group, the size so far; behind it, that of the last atom in it. */
  const open: { size: number; last: number }[] = [{ size: 0, last: 0 }];
  for (let at = 0; at < pattern.length;) {
    const here = open.at(-1) ?? { size: 0, last: 0 };
    if (pattern.startsWith("\\Q", at)) {
      const end = literalEnd(pattern, at + 2);
      here.size += end - at;
      here.last = 1;
      at = end;
      continue;
    }
    const repeat = repetition(pattern, at);
    const end = repeat?.end ?? atomEnd(pattern, at);
    if (repeat) {
      here.size += here.last * (repeat.times - 1);
      here.last *= repeat.times;
    } else if (pattern[at] === "(") open.push({ size: 1, last: 0 });
    else if (pattern[at] === ")" && open.length > 1) {
      open.pop();
      const outer = open.at(-1) ?? here;
      outer.size += here.size;
      outer.last = here.size;
    } else if (!"*+?".includes(pattern.charAt(at))) {
      here.size += 1;
      here.last = 1;
    }
    at = end;
  }
  return open.reduce((sum, { size }) => sum + size, 0);
}

const REPETITION = /\{(\d{1,9})(,(\d{0,9}))?\}/y;

function repetition(pattern: string, at: number): { readonly times: number; readonly end: number } | undefined {
  REPETITION.lastIndex = at;
  const found = REPETITION.exec(pattern);
  if (!found) return undefined;
  // `{n,}` is n of them and a star.
  const times = Math.max(Number(found[1]) + (found[3] === "" ? 1 : 0), Number(found[3] ?? 0), 1);
  return { times, end: REPETITION.lastIndex };
}

/** A class, or what a backslash escapes. */
const ATOM = /\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[^]|[^\]\\])*\]?|\\(?:[xupP]\{[^}]*\}|[^])/y;

function atomEnd(pattern: string, at: number): number {
  ATOM.lastIndex = at;
  return ATOM.test(pattern) ? ATOM.lastIndex : at + 1;
}

/** `\\Q…\\E` stands for the characters in it. */
function literalEnd(pattern: string, at: number): number {
  const end = pattern.indexOf("\\E", at);
  return end === -1 ? pattern.length : end + 2;
}
