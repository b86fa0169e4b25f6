import type { DataNode } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { parseJson } from "../../syntax/json.ts";

/** A text of the answer that may have come in pieces, each a string in the JSON of one event. */
export interface Spoken {
  readonly pieces: readonly Piece[];
}
export interface Piece {
  readonly value: string;
  /** Of its JSON string with quotes, in the body. */
  readonly at: Range;
}

/** Numbers by which the vendors tell the parts of a stream apart. */
const TELLING = new Set(["type", "index", "output_index", "content_index", "summary_index", "item_id"]);

/** All strings of a body, those of one place in successive events put together. A body that is no JSON has none. */
export function spokenIn(body: string): readonly Spoken[] {
  const places = new Map<string, Piece[]>();
  for (const { text, offset } of jsonTexts(body)) {
    const { data, problems } = parseJson(text, { comments: false });
    if (data && problems.length === 0) gather(data, offset, "", places);
  }
  return [...places.values()].map((pieces) => ({ pieces }));
}

/** The body itself, or the data of each of its events. */
function* jsonTexts(body: string): Generator<{ readonly text: string; readonly offset: number }> {
  if (/^\s*[[{]/.test(body)) yield { text: body, offset: 0 };
  else
    for (const match of body.matchAll(/^data: ?(.*)$/gm)) {
      const text = match[1] ?? "";
      yield { text, offset: match.index + match[0].length - text.length };
    }
}

function gather(node: DataNode, offset: number, place: string, places: Map<string, Piece[]>): void {
  if (node.kind === "string") {
    const at = { start: node.range.start + offset, end: node.range.end + offset };
    const known = places.get(place);
    if (known) known.push({ value: node.value, at });
    else places.set(place, [{ value: node.value, at }]);
  } else if (node.kind === "list")
    for (const [position, item] of node.items.entries())
      gather(item, offset, `${place}/${indexOf(item) ?? position}`, places);
  else if (node.kind === "map") {
    const here = `${place}${tellingOf(node)}`;
    for (const { key, value } of node.entries) gather(value, offset, `${here}/${key}`, places);
  }
}

const indexOf = (node: DataNode): number | undefined => {
  const index = node.kind === "map" ? node.entries.find(({ key }) => key === "index")?.value : undefined;
  return index?.kind === "number" ? index.value : undefined;
};

function tellingOf(node: DataNode & { readonly kind: "map" }): string {
  return node.entries
    .filter(({ key, value }) => TELLING.has(key) && (value.kind === "string" || value.kind === "number"))
    .map(({ key, value }) => `[${key}=${"value" in value ? String(value.value) : ""}]`)
    .join("");
}
