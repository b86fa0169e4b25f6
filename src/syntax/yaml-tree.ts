import { isAlias, isMap, isScalar, Scalar } from "yaml";
import type { Alias, ParsedNode, Range as YamlRange, YAMLMap, YAMLSeq } from "yaml";
import type { Problem } from "../model/problem.ts";
import type { DataEntry, DataNode } from "../model/data.ts";
import type { Range } from "../model/source.ts";
import { duplicateKey, MAX_PROBLEMS, shorten } from "./limits.ts";
import type { Parsed } from "./parsed.ts";

/** How many nodes the aliases of a text may stand for in total: exponential expansion ends here. */
const MAX_ALIASED = 10_000;

interface Growth {
  readonly text: string;
  readonly offset: number;
  readonly anchors: Map<string, Anchored>;
  readonly problems: Problem[];
  /** Nodes so far, each alias counted as all that it stands for. */
  nodes: number;
  aliased: number;
  /** Where the value read last ends, in the source. */
  end: number;
  refusal?: Problem;
}
/** Has no node while its own contents are being read. */
interface Anchored {
  readonly node?: DataNode;
  readonly nodes: number;
}

/** Nodes of the yaml package → our tree. An alias becomes the very object of its anchor. `offset` shifts all ranges. */
export function growTree(contents: ParsedNode, text: string, offset: number): Parsed {
  const growth: Growth = { text, offset, anchors: new Map(), problems: [], nodes: 0, aliased: 0, end: 0 };
  const data = grow(growth, contents);
  return growth.refusal ? { problems: [growth.refusal] } : { data, problems: growth.problems };
}

function grow(growth: Growth, node: ParsedNode): DataNode {
  if (isAlias(node)) return resolve(growth, node);
  if (!node.anchor) return growOwn(growth, node);
  growth.anchors.set(node.anchor, { nodes: 0 });
  const before = growth.nodes;
  const grown = growOwn(growth, node);
  growth.anchors.set(node.anchor, { node: grown, nodes: growth.nodes - before });
  return grown;
}

function growOwn(growth: Growth, node: Exclude<ParsedNode, Alias.Parsed>): DataNode {
  growth.nodes += 1;
  if (isScalar(node)) return growScalar(growth, node);
  if (isMap(node)) {
    const entries = growEntries(growth, node);
    const range = spanOf(growth, node);
    return { kind: "map", entries: merged(growth, entries), range };
  }
  const items = node.items.map((item) => grow(growth, item));
  return { kind: "list", items, range: spanOf(growth, node) };
}

/**
 * The range of a node. The package lets a block collection reach over the blank lines behind it; ours ends with its
 * last value.
 */
function spanOf(growth: Growth, { range, flow }: YAMLMap.Parsed | YAMLSeq.Parsed): Range {
  const whole = shift(growth, range);
  if (flow) growth.end = whole.end;
  return { start: whole.start, end: growth.end };
}

function growEntries(growth: Growth, node: YAMLMap.Parsed): DataEntry[] {
  const seen = new Set<string>();
  return node.items.map((pair) => {
    const key = keyText(growth, pair.key);
    const keyRange = shift(growth, pair.key.range);
    if (seen.has(key)) report(growth, duplicateKey(key, keyRange));
    seen.add(key);
    if (pair.value) return { key, keyRange, value: grow(growth, pair.value) };
    growth.end = keyRange.end;
    return { key, keyRange, value: { kind: "null", value: null, range: { start: keyRange.end, end: keyRange.end } } };
  });
}

function keyText(growth: Growth, key: ParsedNode): string {
  const { text, anchors } = growth;
  if (isScalar(key)) {
    if (key.anchor) anchors.set(key.anchor, { node: growOwn(growth, key), nodes: 1 });
    return typeof key.value === "string" ? key.value : (key.source ?? "");
  }
  if (!isAlias(key)) grow(growth, key); // for the anchors in it
  const meant = isAlias(key) ? anchors.get(key.source)?.node : undefined;
  if (meant && meant.kind !== "map" && meant.kind !== "list") return String(meant.value);
  return text.slice(key.range[0], key.range[1]);
}

/**
 * A map with what its merge keys bring in: the entries of a map, or of each map of a list, whose keys are not there
 * yet. The readers of most clients do so, though YAML 1.2 has no such keys; the entry of the key itself stays.
 */
function merged(growth: Growth, entries: readonly DataEntry[]): readonly DataEntry[] {
  const merging = entries.filter(({ key }) => key === "<<");
  if (merging.length === 0) return entries;
  const known = new Set(entries.map(({ key }) => key));
  const added: DataEntry[] = [];
  for (const { keyRange, value } of merging)
    for (const map of value.kind === "list" ? value.items : [value])
      for (const entry of map.kind === "map" ? map.entries : []) {
        if (known.has(entry.key)) continue;
        growth.aliased += 1;
        if (growth.aliased > MAX_ALIASED) {
          growth.refusal ??= tooManyAliases(keyRange);
          return entries;
        }
        known.add(entry.key);
        added.push({ ...entry, keyRange });
      }
  return [...entries, ...added];
}

const tooManyAliases = (range: Range): Problem => ({
  code: "aliases",
  message: `the aliases stand for more than ${MAX_ALIASED} values in total; write the values out`,
  range,
});

function growScalar(growth: Growth, node: Scalar.Parsed): DataNode {
  const { value } = node;
  const range = isBlock(node) ? trim(growth, node.range) : shift(growth, node.range);
  growth.end = range.end;
  if (typeof value === "string") return { kind: "string", value, range };
  if (typeof value === "number") return { kind: "number", value, range };
  if (typeof value === "boolean") return { kind: "boolean", value, range };
  return { kind: "null", value: null, range };
}

function isBlock({ type }: Scalar): boolean {
  return type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED;
}

/** A range without the line endings at its end. The package counts those behind a block scalar to it. */
function trim({ text, offset }: Growth, [start, end]: YamlRange): Range {
  return { start: start + offset, end: start + offset + text.slice(start, end).trimEnd().length };
}

function resolve(growth: Growth, alias: Alias.Parsed): DataNode {
  const range = shift(growth, alias.range);
  growth.end = range.end;
  const anchored = growth.anchors.get(alias.source);
  const name = `*${shorten(alias.source)}`;
  if (anchored?.node) {
    growth.nodes += anchored.nodes;
    growth.aliased += anchored.nodes;
    if (growth.aliased <= MAX_ALIASED) return anchored.node;
    growth.refusal ??= tooManyAliases(range);
  } else if (anchored) {
    const message = `${name} stands inside the value that it names, so it has no end; write the value out`;
    growth.refusal ??= { code: "aliases", message, range };
  } else {
    const message = `YAML reads ${name} as a reference, and nothing has that name; put the value in quotes`;
    report(growth, { code: "syntax", message, range });
  }
  return { kind: "string", value: `*${alias.source}`, range };
}

function report({ problems }: Growth, problem: Problem): void {
  if (problems.length < MAX_PROBLEMS) problems.push(problem);
}

function shift({ offset }: Growth, [start, end]: YamlRange): Range {
  return { start: start + offset, end: end + offset };
}
