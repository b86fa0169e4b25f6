import { fromNode, type LayerMap } from "../../config/layer.ts";
import { type ConfigProblem, type Origin, problemAt } from "../../config/origin.ts";
import { locationOf, type Range, type Source } from "../../model/source.ts";
import { parseYaml } from "../../syntax/yaml.ts";

/** In UTF-16 units. Nobody writes that much by hand; a hostile file might. */
const LARGEST = 131_072;
const MOST_DOCUMENTS = 50;

/** A line of three dashes ends a document wherever it stands, in a block of text too: YAML 1.2, `c-forbidden`. */
const SEPARATOR = /^---(?=[ \t\r\n]|$)/gm;

/** The maps that stand in a file, one a document. What is wrong goes into `problems`. */
export function readDocuments(path: string, raw: string, problems: ConfigProblem[]): readonly LayerMap[] {
  const bom = raw.startsWith("\uFEFF");
  const text = bom ? raw.slice(1) : raw;
  const source: Source = { path, text, bytes: text.length, bom };
  const originOf = (range: Range): Origin => {
    const { line, column } = locationOf(source, range);
    return { from: "file", path, line, column };
  };
  const first = originOf({ start: 0, end: 0 });
  if (text.length > LARGEST) {
    problems.push(problemAt(first, `larger than ${LARGEST} characters`));
    return [];
  }
  const parts = documentsIn(text);
  if (parts.length > MOST_DOCUMENTS) {
    problems.push(problemAt(first, `has more than ${MOST_DOCUMENTS} documents`));
    return [];
  }
  return parts.flatMap(({ written, offset }) => {
    const parsed = parseYaml(written, offset);
    for (const { message, range } of parsed.problems)
      problems.push(problemAt(originOf(range ?? { start: offset, end: offset }), message));
    if (!parsed.data || parsed.data.kind === "null") return []; // nothing but comments
    const layer = fromNode(parsed.data, originOf);
    if (layer.kind === "map") return [layer];
    problems.push(problemAt(layer.origin, "a document is a map: give it `apiVersion`, `kind`, `metadata` and `spec`"));
    return [];
  });
}

function documentsIn(text: string): readonly { readonly written: string; readonly offset: number }[] {
  const ends = [...text.matchAll(SEPARATOR)].map(({ index }) => index);
  return [0, ...ends.map((end) => end + "---".length)].map((offset, at) => ({
    written: text.slice(offset, ends[at]),
    offset,
  }));
}
