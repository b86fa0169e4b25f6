import type { Range, Source } from "../model/source.ts";
import { locationOf } from "../model/source.ts";
import { parseYaml } from "../syntax/yaml.ts";
import { checkLayer } from "./check.ts";
import { fromNode, type Layer, type LayerMap } from "./layer.ts";
import type { ConfigProblem, Origin } from "./origin.ts";

/** In UTF-16 units. Nobody writes that much by hand; a hostile file might. */
const LARGEST = 1_048_576;

/**
 * One file's own settings, without those that it extends. What is wrong with them goes into `problems`, in their order.
 * `under`: the key that all of the file belongs to.
 */
export function readLayer(path: string, raw: string, problems: ConfigProblem[], under?: string): LayerMap {
  const bom = raw.startsWith("\uFEFF");
  const text = bom ? raw.slice(1) : raw;
  const source: Source = { path, text, bytes: text.length, bom };
  const originOf = (range: Range): Origin => {
    const { line, column } = locationOf(source, range);
    return { from: "file", path, line, column };
  };
  const empty: LayerMap = { kind: "map", entries: new Map(), origin: originOf({ start: 0, end: 0 }) };
  if (text.length > LARGEST) {
    problems.push({ message: `larger than ${LARGEST} characters`, path, line: 1, column: 1 });
    return empty;
  }
  const parsed = parseYaml(text);
  for (const { message, range } of parsed.problems) {
    const { line, column } = locationOf(source, range ?? { start: 0, end: 0 });
    problems.push({ message, path, line, column });
  }
  if (!parsed.data || parsed.data.kind === "null") return empty; // nothing but comments
  const layer = fromNode(parsed.data, originOf);
  return checkLayer(under === undefined ? layer : below(under, layer), problems) ?? empty;
}

function below(key: string, value: Layer): LayerMap {
  return { kind: "map", entries: new Map([[key, { key: value.origin, value }]]), origin: value.origin };
}
