import { expandBraces } from "../../conditions/braces.ts";

/** Of a glob with very many alternatives the first ones. */
const MOST_ALTERNATIVES = 20;
/** Places of two globs, taken together, that are looked at for all pairs of a policy. */
const MOST_PLACES = 2_000_000;

/** One of some characters, any but a slash, any number of those, or any number of whole folders. */
type Part = { readonly one: string } | "any" | "star" | "folders";

/**
 * Finds paths that two globs match, one for each pair of their alternatives that have any: of files that are yet to
 * come. What it says of bracket expressions is simplified, so that who asks has to try the path. Undefined where all
 * globs together are too much.
 */
export function meetings(): (left: string, right: string) => readonly string[] | undefined {
  let left = MOST_PLACES;
  return (one, other) => {
    const [ours = [], theirs = []] = [one, other].map((glob) =>
      expandBraces(glob).slice(0, MOST_ALTERNATIVES).map(partsOf),
    );
    const found: string[] = [];
    for (const a of ours)
      for (const b of theirs) {
        left -= (a.length + 1) * (b.length + 1) * 4;
        if (left < 0) return undefined;
        const path = meeting(a, b);
        if (path !== undefined) found.push(path);
      }
    return found;
  };
}

/** A glob as the configuration means it: without a slash about names anywhere, with one at its end about folders. */
function partsOf(glob: string): readonly Part[] {
  const below = glob.endsWith("/");
  const body = below ? glob.slice(0, -1) : glob;
  const whole = (body.includes("/") ? body.replace(/^\.?\//, "") : `**/${body}`) + (below ? "/**" : "");
  const first = whole.search(/[*?[\\]/);
  const parts: Part[] = [];
  for (let at = 0; at < whole.length; at += 1) {
    const char = whole[at] ?? "";
    if (char === "*") {
      const from = at;
      while (whole[at + 1] === "*") at += 1;
      // As git has it, in a folder's place alone; else it is one star, however many there are.
      const opens = at > from && (from === first || whole[from - 1] === "/");
      if (opens && at + 1 === whole.length) parts.push("folders", "any", "star");
      else if (opens && whole[at + 1] === "/") {
        parts.push("folders");
        at += 1;
      } else parts.push("star");
    } else if (char === "?") parts.push("any");
    else if (char === "[") {
      const end = whole.indexOf("]", at + 2);
      parts.push(end === -1 ? "any" : oneOf(whole.slice(at + 1, end)));
      if (end !== -1) at = end;
    } else if (char === "\\") {
      at += 1;
      parts.push({ one: whole[at] ?? "" });
    } else parts.push({ one: char });
  }
  return parts;
}

/** The characters that a bracket expression names; one that names what it is not is any. */
function oneOf(inside: string): Part {
  if (/^[!^]|\[:/.test(inside)) return "any";
  let one = "";
  for (let at = 0; at < inside.length; at += 1) {
    const [first, last] = [inside.charCodeAt(at), inside.charCodeAt(at + 2)];
    const isRange = inside[at + 1] === "-" && last > first && last < 128;
    for (let code = first; code <= (isRange ? last : first); code += 1) one += String.fromCharCode(code);
    if (isRange) at += 2;
  }
  return { one };
}

/** A way from a place to the next, and what is written on it. */
interface Step {
  readonly to: number;
  /** One of these characters; absent for any but a slash. */
  readonly takes?: string;
  readonly free?: true;
}

/** What may come next at a part of a glob; inside of folders a name goes on until its slash. */
function stepsAt(parts: readonly Part[], at: number): readonly Step[] {
  const part = parts[at >> 1];
  const inside = (at & 1) === 1; // within the name of a folder
  if (inside) return [{ to: at }, { to: at - 1, takes: "/" }];
  if (part === undefined) return [];
  if (part === "any") return [{ to: at + 2 }];
  if (part === "star") return [{ to: at + 2, free: true }, { to: at }];
  if (part === "folders") return [{ to: at + 2, free: true }, { to: at + 1 }];
  return [{ to: at + 2, takes: part.one }];
}

/** The shortest text that both describe: the nearest way through the places of both, taken together. */
function meeting(left: readonly Part[], right: readonly Part[]): string | undefined {
  const [end, width] = [[left.length * 2, right.length * 2], right.length * 2 + 2];
  const known = new Set([0]);
  let level: readonly { readonly a: number; readonly b: number; readonly text: string }[] = [{ a: 0, b: 0, text: "" }];
  while (level.length > 0) {
    const next: { readonly a: number; readonly b: number; readonly text: string }[] = [];
    const add = (a: number, b: number, text: string): void => {
      const place = a * width + b;
      if (known.has(place)) return;
      known.add(place);
      next.push({ a, b, text });
    };
    for (const { a, b, text } of level) {
      if (a === end[0] && b === end[1]) return text;
      const [ours, theirs] = [stepsAt(left, a), stepsAt(right, b)];
      for (const one of ours) if (one.free) add(one.to, b, text);
      for (const one of theirs) if (one.free) add(a, one.to, text);
      for (const one of ours)
        for (const other of theirs) {
          const written = one.free || other.free ? undefined : both(one.takes, other.takes);
          if (written !== undefined) add(one.to, other.to, text + written);
        }
    }
    level = next;
  }
  return undefined;
}

/** A character on which both agree. */
function both(one: string | undefined, other: string | undefined): string | undefined {
  const [some = other, others = one] = [one, other];
  if (some === undefined || others === undefined) return "x";
  const isFree = one === undefined || other === undefined;
  return Array.from(some).find((char) => others.includes(char) && !(isFree && char === "/"));
}
