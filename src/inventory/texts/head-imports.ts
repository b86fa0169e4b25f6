import type { Range } from "../../model/source.ts";

/** An import with which a program of JavaScript or TypeScript begins. */
export interface HeadImport {
  readonly from: string;
  /** Where that stands, without its quotes. */
  readonly at: Range;
  /** Whether something of it is named further down or handed on, or the import is there for what it does. */
  readonly isUsed: boolean;
}

/**
 * The imports of values before the first statement of another kind: further down, what looks like an import may be part
 * of a text. In TypeScript an import that nobody uses is left out by whoever runs the program.
 */
export function headImports(text: string): readonly HeadImport[] {
  const found: Named[] = [];
  let end = start(text);
  for (let next = nextImport(text, end); next; next = nextImport(text, end)) {
    end = next.at.end + 1;
    if (!/^\s*type\s+(?!from\b|,)/.test(next.clause)) found.push(next);
  }
  const words = new Set(found.length > 0 ? text.slice(end).match(/[\w$]+/g) : []);
  return found.map(({ word, clause, from, at }) => {
    const names = namesOf(clause);
    const isUsed = clause.trim() === "" || names.some((name) => word === "export" || words.has(name));
    return { from, at, isUsed };
  });
}

interface Named extends Pick<HeadImport, "from" | "at"> {
  readonly word: string;
  /** What stands between `import` and the module, without comments. */
  readonly clause: string;
}

/** Behind a byte order mark, and the line that says which program runs it. */
function start(text: string): number {
  const at = text.startsWith("\uFEFF") ? 1 : 0;
  return text.startsWith("#!", at) ? lineEnd(text, at) : at;
}

const WORD = /(?:im|ex)port(?![\w$])/y;
const MODULE = /(["'])([^"'\n]*)\1/y;

function nextImport(text: string, from: number): Named | undefined {
  WORD.lastIndex = passOver(text, from, /[\s;]+/y).at;
  const [word] = WORD.exec(text) ?? [];
  if (word === undefined) return undefined;
  const { at, passed: clause } = passOver(text, WORD.lastIndex, /[\w$\s,{}*]+/y);
  MODULE.lastIndex = at;
  const [, , named] = MODULE.exec(text) ?? [];
  if (named === undefined || !/^\s*$|\bfrom\s*$/.test(clause)) return undefined;
  return { word, clause, from: named, at: { start: at + 1, end: at + 1 + named.length } };
}

/** Where what is neither a comment nor of these signs begins, and what was passed over without comments. */
function passOver(text: string, from: number, signs: RegExp): { readonly at: number; readonly passed: string } {
  const passed: string[] = [];
  let at = from;
  for (;;) {
    signs.lastIndex = at;
    const [some] = signs.exec(text) ?? [];
    if (some !== undefined) passed.push(some);
    at += some?.length ?? 0;
    if (text.startsWith("//", at)) at = lineEnd(text, at);
    else if (text.startsWith("/*", at)) at = behind(text, "*/", at + 2);
    else return { at, passed: passed.join(" ") };
  }
}

const lineEnd = (text: string, at: number): number => behind(text, "\n", at);

function behind(text: string, sign: string, at: number): number {
  const found = text.indexOf(sign, at);
  return found === -1 ? text.length : found + sign.length;
}

/** `x, { a as b, type C }` gives x and b. */
const namesOf = (clause: string): readonly string[] =>
  clause
    .replace(/\bfrom\s*$/, "")
    .split(/[{},]/)
    .map((part) => part.trim().split(/\s+/))
    .flatMap((words) => (words[0] === "type" && words.length > 1 ? [] : words.slice(-1)))
    .filter((name) => name !== "");
