import { expandBraces } from "./braces.ts";
import type { WorkBudget } from "./budget.ts";
import { compileWildcard, type Wildcard } from "./wildcard.ts";

/** What the last pattern that speaks about a path says of it; undefined where none does. */
export type PatternVerdict = "ignored" | "included" | undefined;

interface Rule {
  readonly verdict: "ignored" | "included";
  readonly directoryOnly: boolean;
  /** Without a slash of its own a pattern is about names, wherever they are. */
  readonly byName: boolean;
  /** Of a pattern that is a name and nothing else: that name, with a slash behind it if it means directories alone. */
  readonly name?: string;
  readonly wildcard: Wildcard;
}

/**
 * Compiles the lines of a gitignore file, with git's meaning. Paths are POSIX and relative to the file's directory.
 * As in git, nothing below an ignored directory can be included again: ask for each directory on the way down first.
 * `spend` is told of each comparison and of the steps in it.
 */
export function compilePatterns(
  patterns: readonly string[],
  spend?: WorkBudget["spend"],
): (path: string, directory: boolean) => PatternVerdict {
  const rules = patterns.flatMap(parseLine).toReversed();
  if (rules.length === 0) return () => undefined;
  const plain = new Map<string, number>();
  for (const [index, { name }] of rules.entries()) if (name !== undefined && !plain.has(name)) plain.set(name, index);
  const others = [...rules.entries()].filter(([, { name }]) => name === undefined);
  return (path, directory) => {
    const whole = bytes(path);
    const name = whole.slice(whole.lastIndexOf("/") + 1);
    const named = Math.min(plain.get(name) ?? Infinity, (directory ? plain.get(`${name}/`) : undefined) ?? Infinity);
    for (const [index, rule] of others) {
      if (index > named) break;
      spend?.(1);
      if (rule.directoryOnly && !directory) continue;
      if (rule.wildcard(rule.byName ? name : whole, spend)) return rule.verdict;
    }
    return rules[named]?.verdict;
  };
}

/** Whether patterns leave out a file: by itself, or with a folder that it lies in. */
export function isLeftOut(match: ReturnType<typeof compilePatterns>, path: string): boolean {
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1))
    if (match(path.slice(0, slash), true) === "ignored") return true;
  return match(path, false) === "ignored";
}

function parseLine(line: string): Rule[] {
  let text = trim(line.endsWith("\r") ? line.slice(0, -1) : line);
  if (text.startsWith("#")) return [];
  const verdict = text.startsWith("!") ? "included" : "ignored";
  if (verdict === "included") text = text.slice(1);
  const directoryOnly = text.endsWith("/");
  if (directoryOnly) text = text.slice(0, -1);
  const byName = !text.includes("/");
  const wildcard = compileWildcard(bytes(text.startsWith("/") ? text.slice(1) : text));
  if (text === "" || !wildcard) return [];
  const name = byName && !/[*?[\\]/.test(text) ? bytes(text) + (directoryOnly ? "/" : "") : undefined;
  return [{ verdict, directoryOnly, byName, wildcard, ...(name !== undefined && { name }) }];
}

/** Takes off the spaces at the end, except one that is escaped. */
function trim(line: string): string {
  let end = line.length;
  while (line[end - 1] === " ") end -= 1;
  let slashes = 0;
  while (line[end - 1 - slashes] === "\\") slashes += 1;
  return line.slice(0, slashes % 2 === 1 && end < line.length ? end + 1 : end);
}

const NOT_ASCII = /[\u0080-\uffff]/;

/** One character per byte of UTF-8: in git `?` and `[…]` stand for a byte. */
function bytes(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  let units = "";
  for (const byte of new TextEncoder().encode(text)) units += String.fromCharCode(byte);
  return units;
}

const known = new Map<string, Wildcard>();

/**
 * Whether a path is what a glob of the configuration describes: `*`, `?`, `[…]`, `**` and `{a,b}`. Without a slash it
 * is about names at any depth; with one at the end, about everything below.
 * Throws where braces stand for more than 100 patterns.
 */
export function matches(pattern: string, path: string, spend?: WorkBudget["spend"]): boolean {
  let glob = known.get(pattern);
  if (!glob) {
    glob = compileGlob(pattern);
    known.set(pattern, glob);
  }
  return glob(path, spend);
}

function compileGlob(pattern: string): Wildcard {
  const alternatives = expandBraces(pattern).flatMap((alternative) => {
    const below = alternative.endsWith("/");
    const body = below ? alternative.slice(0, -1) : alternative;
    const place = body.includes("/") ? body.replace(/^\.?\//, "") : `**/${body}`;
    return compileWildcard(below ? `${place}/**` : place) ?? [];
  });
  return (path, spend) => {
    spend?.(alternatives.length);
    return alternatives.some((alternative) => alternative(path, spend));
  };
}
