/** Says whether a UTF-16 unit is in the set. */
export type Charset = (code: number) => boolean;

/** POSIX classes as pairs of first and last ASCII code. */
const CLASSES: ReadonlyMap<string, readonly number[]> = new Map([
  ["alnum", [48, 57, 65, 90, 97, 122]],
  ["alpha", [65, 90, 97, 122]],
  ["blank", [9, 9, 32, 32]],
  ["cntrl", [0, 31, 127, 127]],
  ["digit", [48, 57]],
  ["graph", [33, 126]],
  ["lower", [97, 122]],
  ["print", [32, 126]],
  ["punct", [33, 47, 58, 64, 91, 96, 123, 126]],
  ["space", [9, 10, 13, 13, 32, 32]],
  ["upper", [65, 90]],
  ["xdigit", [48, 57, 65, 70, 97, 102]],
]);

/**
 * Reads the bracket expression that starts at an offset, with wildmatch's meaning, and where it ends.
 * Undefined where it is not closed or names a class that does not exist.
 */
export function charset(
  pattern: string,
  start: number,
): { readonly matches: Charset; readonly end: number } | undefined {
  const ranges: number[] = [];
  let at = start + 1;
  const negated = pattern[at] === "!" || pattern[at] === "^";
  if (negated) at += 1;
  let previous = -1;
  // A closing bracket in first place is a member.
  for (let first = true; first || pattern[at] !== "]"; first = false) {
    if (at >= pattern.length) return undefined;
    const next = pattern[at + 1];
    if (pattern[at] === "[" && next === ":") {
      const close = pattern.indexOf("]", at + 2);
      if (close === -1) return undefined;
      if (close > at + 2 && pattern[close - 1] === ":") {
        const members = CLASSES.get(pattern.slice(at + 2, close - 1));
        if (!members) return undefined;
        ranges.push(...members);
        previous = -1;
        at = close + 1;
        continue;
      }
    }
    if (pattern[at] === "-" && previous !== -1 && next !== undefined && next !== "]") {
      at += next === "\\" ? 2 : 1;
      if (at >= pattern.length) return undefined;
      ranges.push(previous, pattern.charCodeAt(at));
      previous = -1;
    } else {
      if (pattern[at] === "\\") at += 1;
      if (at >= pattern.length) return undefined;
      previous = pattern.charCodeAt(at);
      ranges.push(previous, previous);
    }
    at += 1;
  }
  return { matches: (code) => includes(ranges, code) !== negated, end: at + 1 };
}

function includes(ranges: readonly number[], code: number): boolean {
  for (let at = 0; at < ranges.length; at += 2) {
    if (code >= (ranges[at] ?? 0) && code <= (ranges[at + 1] ?? 0)) return true;
  }
  return false;
}
