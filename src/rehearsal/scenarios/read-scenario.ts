import { complete } from "../../config/complete.ts";
import { asSentence } from "../../config/describe-problem.ts";
import { explainMistake } from "../../config/explain.ts";
import { fromNode, type Layer, type LayerMap, valueOf } from "../../config/layer.ts";
import { mistakes } from "../../config/mistakes.ts";
import { type ConfigProblem, type Origin, problemAt } from "../../config/origin.ts";
import { rangeOfOrigin } from "../../config/range-of.ts";
import type { DataNode } from "../../model/data.ts";
import type { Problem } from "../../model/problem.ts";
import { locationOf, type Range, type Source } from "../../model/source.ts";
import { buildScenario } from "./build-scenario.ts";
import { paramsOf, splitType, wrongExpectations } from "./expectations.ts";
import { combinationsOf, fill, MOST_COMBINATIONS, type Values } from "./fill-matrix.ts";
import type { ScenarioValues } from "./scenario-values.ts";
import { KINDS_OF_SCENARIO } from "./kinds.ts";
import { scenarioSchemas } from "./schema.ts";
import type { ScenarioKind, WrittenScenario } from "./scenario.ts";

/** The file of a scenario, parsed. */
export interface ScenarioFile {
  readonly source: Source;
  readonly data?: DataNode;
  readonly problems: readonly Problem[];
}

export interface ReadScenario {
  /** One for each combination of the matrix, in its order; none where something is wrong. */
  readonly scenarios: readonly WrittenScenario[];
  readonly problems: readonly ScenarioProblem[];
}
export interface ScenarioProblem {
  readonly message: string;
  readonly help?: string;
  readonly at?: Range;
}

/** Nobody mends more at once, and a hostile file could have a million. */
const MOST_PROBLEMS = 100;

/** A file → what is to be rehearsed, or all that is wrong with it, each with its place. */
export function readScenario({ source, data, problems }: ScenarioFile): ReadScenario {
  if (problems.length > 0)
    return {
      scenarios: [],
      problems: problems.map(({ message, range }) => ({ message, ...(range && { at: range }) })),
    };
  const originOf = (range: Range): Origin => {
    const { line, column } = locationOf(source, range);
    return { from: "file", path: source.path, line, column };
  };
  const layer = data && data.kind !== "null" ? fromNode(data, originOf) : undefined;
  if (layer?.kind !== "map")
    return { scenarios: [], problems: [{ message: "A scenario is a map: give it at least `prompt:`." }] };
  const found: ConfigProblem[] = [];
  const scenarios: WrittenScenario[] = [];
  for (const values of combinationsIn(layer, found)) {
    const filled = fill(layer, values);
    if (filled.kind !== "map") continue;
    const before = found.length;
    found.push(...wrongWith(filled));
    if (found.length > before) break; // the other combinations have the same mistakes
    const scenario = buildScenario(valuesOf(filled, source), { source, layer: filled, values, problems: found });
    if (scenario) scenarios.push(scenario);
  }
  if (found.length === 0) return { scenarios, problems: [] };
  return { scenarios: [], problems: found.slice(0, MOST_PROBLEMS).map((one) => placed(one, source)) };
}

/** A matrix that is wrong is told with everything else. */
function combinationsIn(layer: LayerMap, problems: ConfigProblem[]): readonly Values[] {
  const matrix = layer.entries.get("matrix");
  const schema = scenarioSchemas.agent.properties.matrix;
  if (!matrix || [...mistakes(schema, matrix.value)].length > 0) return [{}];
  const combinations = combinationsOf(layer);
  if (combinations) return combinations;
  problems.push(problemAt(matrix.key, `the matrix has more than ${MOST_COMBINATIONS} combinations`));
  return [];
}

function* wrongWith(layer: LayerMap): Generator<ConfigProblem> {
  const { expect, rest } = apart(layer);
  for (const mistake of mistakes(scenarioSchemas[kindOf(layer)], rest)) {
    const told = explainMistake(mistake, true);
    // The one key that its schema does not know is judged by itself.
    yield told.help === undefined ? told : { ...told, help: told.help.replace(/\.$/, ", expect.") };
  }
  if (expect) yield* wrongExpectations(expect);
}

/** Expectations are judged by the table of assertions, and the rest by the schema of its kind. */
function apart(layer: LayerMap): { readonly expect: Layer | undefined; readonly rest: LayerMap } {
  const entries = new Map(layer.entries);
  entries.delete("expect");
  return { expect: layer.entries.get("expect")?.value, rest: { ...layer, entries } };
}

/** A kind that nobody knows is told by the schema of the usual one. */
function kindOf(layer: LayerMap): ScenarioKind {
  const kind = layer.entries.get("kind")?.value;
  return KINDS_OF_SCENARIO.find((one) => kind?.kind === "leaf" && one === kind.value) ?? "agent";
}

function valuesOf(layer: LayerMap, source: Source): ScenarioValues {
  const { expect, rest } = apart(layer);
  const kind = kindOf(layer);
  const values = valueOf(complete(rest, scenarioSchemas[kind]));
  const items = expect?.kind === "list" ? expect.items : [];
  return {
    kind,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is a map, or the schema had refused it
    values: values as ScenarioValues["values"],
    expect: items.flatMap((item) => {
      const type = item.kind === "map" ? item.entries.get("type") : undefined;
      const split = type?.value.kind === "leaf" ? splitType(String(type.value.value)) : undefined;
      return split && type ? [{ ...split, params: paramsOf(item), at: rangeOfOrigin(type.value.origin, source) }] : [];
    }),
  };
}

/** What is wrong with a configuration, as it is told of the file that it stands in. */
export const placed = ({ message, help, line, column }: ConfigProblem, source: Source): ScenarioProblem => ({
  message: asSentence(message),
  ...(help !== undefined && { help }),
  ...(line !== undefined && { at: rangeOfOrigin({ line, ...(column !== undefined && { column }) }, source) }),
});
