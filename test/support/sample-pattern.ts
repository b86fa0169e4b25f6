/** A random text that a regular expression of the plain kind takes (JavaScript's or RE2's syntax), from a seeded source. */
export function samplePattern(source: string, next: (below: number) => number): string {
  let at = 0;
  const one = <T>(list: readonly T[]): T | undefined => list[next(list.length)];

  function alternatives(): string {
    const found = [sequence()];
    while (source[at] === "|") {
      at += 1;
      found.push(sequence());
    }
    return found[0] ?? ""; // the first one is the plainest: of `=`, `:`, `=>`; of a quote and the end
  }

  function sequence(): string {
    let text = "";
    while (at < source.length && source[at] !== "|" && source[at] !== ")") text += repeated();
    return text;
  }

  function repeated(): string {
    const from = at;
    const first = atom();
    const to = at;
    const times = quantity();
    const end = at;
    let text = times === 0 ? "" : first;
    for (let index = 1; index < times; index += 1) {
      at = from;
      text += atom();
      if (at !== to) throw new Error(`An atom of ${source} ended elsewhere.`);
    }
    at = end;
    return text;
  }

  /** As few as need be, and as many as may be where some need be. */
  function quantity(): number {
    const match = /^(?:\{(\d+)(,(\d*))?\}|[*+?])\??/.exec(source.slice(at));
    if (!match) return 1;
    at += match[0].length;
    const [whole, low, range, high] = match;
    if (low === undefined) return whole.startsWith("+") ? 12 : 0;
    const least = Number(low);
    if (range === undefined || least === 0) return least;
    return high ? Math.min(Number(high), Math.max(least, 120)) : least + 12;
  }

  function atom(): string {
    const char = source[at] ?? "";
    at += 1;
    if (char === "(") return group();
    if (char === "[") return one(members()) ?? "";
    if (char === "\\") return one(escaped()) ?? "";
    if (char === "^" || char === "$") return "";
    return char; // also for `.`: where a pattern forgot its backslash, the dot is meant
  }

  function group(): string {
    const head = /^\?(?:P?<\w+>|<?[=!]|[a-z-]*[:)])/.exec(source.slice(at))?.[0] ?? "";
    at += head.length;
    if (head.endsWith(")")) return ""; // flags for what follows
    const text = alternatives();
    at += 1;
    return /^\?<?[=!]$/.test(head) ? "" : text;
  }

  function escaped(): readonly string[] {
    const char = source[at] ?? "";
    at += 1;
    if (char === "x") {
      at += 2;
      return [String.fromCharCode(Number.parseInt(source.slice(at - 2, at), 16))];
    }
    return CLASSES[char] ?? [char];
  }

  function members(): readonly string[] {
    const found: string[] = [];
    const negated = source[at] === "^";
    if (negated) at += 1;
    while (source[at] !== "]") {
      const named = /^\[:(\w+):\]/.exec(source.slice(at));
      if (named) {
        at += named[0].length;
        found.push(...Array.from(WORD.replace("_", "")));
        continue;
      }
      let chars: readonly string[] = [source[at] ?? ""];
      at += 1;
      if (chars[0] === "\\") chars = escaped();
      const [low = ""] = chars;
      const high = source[at + 1] ?? "";
      if (source[at] === "-" && high !== "]" && chars.length === 1) {
        at += 2;
        for (let code = low.charCodeAt(0); code <= high.charCodeAt(0); code += 1) found.push(String.fromCharCode(code));
      } else found.push(...chars);
    }
    at += 1;
    return negated ? Array.from(WORD).filter((char) => !found.includes(char)) : found;
  }

  return alternatives();
}

const DIGITS = "0123456789";
const WORD = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${DIGITS}_`;
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  d: Array.from(DIGITS),
  w: Array.from(WORD),
  s: [" "],
  S: Array.from(WORD),
  b: [""],
  B: [""],
  z: [""],
  n: ["\n"],
  r: ["\r"],
  t: ["\t"],
};
