import type { DataNode } from "../../../src/model/data.ts";

/** A tree as the pieces of the text that its ranges point at: a map as pairs, a list as a list, a scalar as written. */
export function slices(text: string, node: DataNode | undefined): unknown {
  if (node?.kind === "map") {
    return node.entries.map(({ keyRange, value }) => [text.slice(keyRange.start, keyRange.end), slices(text, value)]);
  }
  if (node?.kind === "list") return node.items.map((item) => slices(text, item));
  return node && text.slice(node.range.start, node.range.end);
}

/** Every range of a tree, keys included. */
export function* rangesOf(node: DataNode): Iterable<DataNode["range"]> {
  yield node.range;
  if (node.kind === "map") {
    for (const { keyRange, value } of node.entries) {
      yield keyRange;
      yield* rangesOf(value);
    }
  }
  if (node.kind === "list") for (const item of node.items) yield* rangesOf(item);
}
