import type { Fix } from "../../model/diagnostic.ts";
import type { Files } from "../../model/ports.ts";
import { applyFixes } from "./apply-fixes.ts";
import { overlay } from "./overlay.ts";
import { group } from "../../model/group.ts";

/** Fixes wait for each other where they overlap; rules that undo each other's would never come to an end. */
const MOST_ROUNDS = 10;

/** A fix that a rule offers for a file; `path` is where the file really is, links followed. */
export interface Fixable {
  readonly path: string;
  readonly rule: string;
  readonly fix: Fix;
}
/** A file before and after its fixes. */
export interface Rewrite {
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly fixes: readonly Fixable[];
}
/** All that fixing would write, in the order of paths. */
export interface FixPlan {
  readonly rewrites: readonly Rewrite[];
  /** False where there was still something to fix after the last round. */
  readonly complete: boolean;
}

/**
 * What the fixes make of the files, in rounds until nothing is left to fix: what they leave behind is looked at by
 * `find` again. Bytes that no edit covers stay as they are; a file that is no UTF-8 is left alone.
 */
export async function planFixes(files: Files, find: (files: Files) => Promise<readonly Fixable[]>): Promise<FixPlan> {
  const rewrites = new Map<string, Rewrite>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const current = round === 0 ? files : overlay(files, new Map(contentsOf(rewrites)));
    const found = group(await find(current), ({ path }) => path);
    const changed = [...found].flatMap(([path, fixable]) => rewrite(current, path, fixable) ?? []);
    if (changed.length === 0) return { rewrites: sorted(rewrites), complete: true };
    for (const one of changed) rewrites.set(one.path, joined(rewrites.get(one.path), one));
  }
  return { rewrites: sorted(rewrites), complete: false };
}

function* contentsOf(rewrites: ReadonlyMap<string, Rewrite>): Generator<[string, Uint8Array]> {
  for (const [path, { after }] of rewrites) yield [path, after];
}

function rewrite(files: Files, path: string, found: readonly Fixable[]): Rewrite | undefined {
  const contents = files.read(path);
  const marked = contents.ok ? exactText(contents.bytes) : undefined;
  if (!contents.ok || marked === undefined) return undefined;
  const mark = marked.startsWith(MARK) ? MARK : ""; // offsets count behind it
  const { text, applied } = applyFixes(marked.slice(mark.length), found);
  if (mark + text === marked) return undefined;
  return { path, before: contents.bytes, after: new TextEncoder().encode(mark + text), fixes: applied };
}

const MARK = "\uFEFF";

/** Undefined where encoding the text would not give the same bytes again. */
function exactText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const joined = (first: Rewrite | undefined, second: Rewrite): Rewrite =>
  first ? { ...second, before: first.before, fixes: [...first.fixes, ...second.fixes] } : second;

const sorted = (rewrites: ReadonlyMap<string, Rewrite>): readonly Rewrite[] =>
  [...rewrites.values()]
    .filter(({ before, after }) => !equal(before, after))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
