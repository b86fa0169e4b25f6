import type { Artifact } from "../model/artifact.ts";
import type { DataNode } from "../model/data.ts";
import type { Range } from "../model/source.ts";

/**
 * Where white space is content, in the order of the text:
 * texts of several lines, code, HTML, and what could not be read.
 */
export function verbatimRanges(artifact: Artifact): readonly Range[] {
  const { text } = artifact.source;
  if ("records" in artifact) return [{ start: 0, end: text.length }];
  if ("body" in artifact) {
    const { frontmatter, outline } = artifact;
    const { fences, html, problem } = outline();
    return [
      ...(frontmatter?.data ? longTexts(frontmatter.data, text) : frontmatter ? [frontmatter.range] : []),
      ...(problem ? [artifact.body] : [...fences, ...html].map(({ range }) => range)),
    ].toSorted((a, b) => a.start - b.start);
  }
  if ("data" in artifact && artifact.data) return [...longTexts(artifact.data, text)];
  return artifact.syntax === "text" ? [] : [{ start: 0, end: text.length }];
}

function* longTexts(node: DataNode, text: string): Generator<Range> {
  switch (node.kind) {
    case "map":
      for (const { keyRange, value } of node.entries) {
        yield* longText(keyRange, text);
        yield* longTexts(value, text);
      }
      return;
    case "list":
      for (const item of node.items) yield* longTexts(item, text);
      return;
    case "string":
      yield* longText(node.range, text);
      return;
    default:
  }
}

/** White space behind the last word can be part of a text behind `|` or `>`, whose own range ends with that word. */
function* longText({ start, end }: Range, text: string): Generator<Range> {
  const block = text[start] === "|" || text[start] === ">";
  if (!block && !text.slice(start, end).includes("\n")) return;
  WHITE_SPACE.lastIndex = end;
  yield { start, end: end + (WHITE_SPACE.exec(text)?.[0].length ?? 0) };
}

const WHITE_SPACE = /\s*/y;
