import { insideOf } from "../../model/ranges.ts";
import type { Range } from "../../model/source.ts";
import type { ClientTree } from "../tree.ts";
import { inertRegions } from "../code-regions.ts";
import { importsIn, importTarget, meantFile, readPaths } from "./imports.ts";

/** An import of a file that is there, and that Claude Code does not find as it is written. */
export interface UnreadImport {
  readonly range: Range;
  readonly path: string;
  readonly why: "punctuation" | "space" | "quotes";
}

const QUOTED = /(?<=^|\s)@"([^"\n]{1,400})"/g;
/** Words that a path with spaces may have. */
const MOST_WORDS = 8;

/** The imports of a file that its punctuation, a space or quotes keep from being read. */
export function* unreadImports(tree: ClientTree, from: string, text: string): Generator<UnreadImport> {
  if (!text.includes("@")) return;
  const has = (written: string): boolean => {
    const target = importTarget(from, written);
    return target !== undefined && tree.has(target);
  };
  for (const { written, range } of importsIn(text, "claude-code")) {
    if (readPaths(written).some(has)) continue;
    const meant = meantFile(written);
    if (meant !== undefined && meant !== written && has(meant)) yield { range, path: meant, why: "punctuation" };
    else {
      const spaced = withSpaces(text, range, written).find(has);
      if (spaced !== undefined)
        yield { range: { start: range.start, end: range.start + 1 + spaced.length }, path: spaced, why: "space" };
    }
  }
  const isInert = insideOf(inertRegions(text));
  for (const { index, 0: whole, 1: path = "" } of text.matchAll(QUOTED))
    if (has(path) && !isInert(index)) yield { range: { start: index, end: index + whole.length }, path, why: "quotes" };
}

/** What is written behind an import, joined to it word by word. */
function withSpaces(text: string, { end }: Range, written: string): readonly string[] {
  const newline = text.indexOf("\n", end);
  const rest = text.slice(end, Math.min(newline === -1 ? text.length : newline, end + 400));
  const words = rest.split(" ").slice(1, 1 + MOST_WORDS);
  return words.map((_, index) => {
    const path = [written, ...words.slice(0, index + 1)].join(" ");
    return meantEnd(path);
  });
}

const meantEnd = (path: string): string => path.replace(/(?<![.,;:!?)\]])[.,;:!?)\]]+$/, "");
