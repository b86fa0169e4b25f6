/** What a pattern can stand for at most; the limit keeps `{a,b}{a,b}{a,b}…` from growing without end. */
const MOST = 100;

/**
 * Writes out every `{a,b}`, nested ones included. Braces without a comma, unpaired braces and `\{` stay as they are.
 * Throws where that would give more than 100 patterns.
 */
export function expandBraces(pattern: string): readonly string[] {
  const groups = pairs(pattern);
  return groups.length === 0 ? [pattern] : alternatives({ pattern, groups }, 0, pattern.length);
}

/** Where a `{` with at least one comma stands, and where its commas and its `}` do. */
type Group = readonly [at: number, stops: readonly number[]];

interface Braced {
  readonly pattern: string;
  readonly groups: readonly Group[];
}

function pairs(pattern: string): readonly Group[] {
  const groups: Group[] = [];
  const open: { readonly at: number; readonly commas: number[] }[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === "\\") at += 1;
    else if (char === "{") open.push({ at, commas: [] });
    else if (char === ",") open.at(-1)?.commas.push(at);
    else if (char === "}") {
      const group = open.pop();
      if (!group || group.commas.length === 0) continue;
      groups.push([group.at, [...group.commas, at]]);
      if (groups.length >= MOST || group.commas.length >= MOST) throw tooMany(pattern);
    }
  }
  return groups.toSorted(([a], [b]) => a - b);
}

function alternatives(braced: Braced, start: number, end: number): readonly string[] {
  let found: readonly string[] = [""];
  let from = start;
  for (const [at, stops] of braced.groups) {
    if (at < from || at >= end) continue;
    const literal = braced.pattern.slice(from, at);
    const choices = stops.flatMap((stop, index) => alternatives(braced, (stops[index - 1] ?? at) + 1, stop));
    if (found.length * choices.length > MOST) throw tooMany(braced.pattern);
    found = found.flatMap((head) => choices.map((choice) => head + literal + choice));
    from = (stops.at(-1) ?? at) + 1;
  }
  const tail = braced.pattern.slice(from, end);
  return found.map((head) => head + tail);
}

function tooMany(pattern: string): Error {
  const shown = pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern;
  return new Error(`"${shown}" stands for more than ${MOST} patterns; write it as several shorter ones.`);
}
