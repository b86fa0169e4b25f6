import { complete } from "../../config/complete.ts";
import { confine } from "../../config/confine.ts";
import { asSentence } from "../../config/describe-problem.ts";
import { explainMistake } from "../../config/explain.ts";
import { fromNode, type Layer, type LayerMap, layerAt, originAt, valueOf } from "../../config/layer.ts";
import { mistakes } from "../../config/mistakes.ts";
import { type ConfigProblem, type Origin, problemAt } from "../../config/origin.ts";
import { rangeOfOrigin } from "../../config/range-of.ts";
import { locationOf, type Range, type Source } from "../../model/source.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import type { Assertion } from "../assertions/assertion.ts";
import { assertions } from "../assertions/assertions.ts";
import type { AssertionName } from "../assertions/names.ts";
import { paramsOf, splitType, wrongExpectations } from "../scenarios/expectations.ts";
import { placed, type ScenarioProblem } from "../scenarios/read-scenario.ts";
import type { Expectation } from "../scenarios/scenario.ts";
import { type Json, listOf, numberOf, objectOf, stringOf } from "../../model/json.ts";
import { comparatorSchema, isComparable } from "./comparators.ts";
import type { GoldenCase, GoldenSet, RunBy } from "./golden-set.ts";
import { caseSchema, goldenSchema, MOST_COMPARATORS } from "./schema.ts";

export interface ReadGolden {
  /** Absent where something is wrong. */
  readonly set?: GoldenSet;
  readonly problems: readonly ScenarioProblem[];
}

const MOST_PROBLEMS = 100;
const USUAL_SECONDS = 120;
/** Of a set, all its cases together: what is compared takes time with their square. */
const MOST_RUNS = 2000;

/** Of these a command tells something; nobody sees which tools it called, or which files it changed. */
const OF_COMMANDS: ReadonlySet<AssertionName> = new Set([
  "contains",
  "regex",
  "equals",
  "is-json",
  "json-schema",
  "golden",
  "exit-code",
  "latency",
]);
/** Code of the repository; what is asked of all repeats together; what needs prices. */
const OF_NO_CASE: ReadonlySet<AssertionName> = new Set(["javascript", "growth", "cost"]);

/** Whether a file of a folder called `golden` is one of ours: other programs have such folders, too. */
export const isGolden = (text: string): boolean => /^kind:[ \t]*["']?golden["']?[ \t]*(?:#.*)?\r?$/m.test(text);

/** A file → its cases, or all that is wrong with it, each with its place. */
export function readGolden(source: Source): ReadGolden {
  const { data, problems } = parseYaml(source.text);
  if (problems.length > 0)
    return {
      problems: problems.map(({ message, range }) => ({ message: asSentence(message), ...(range && { at: range }) })),
    };
  const originOf = (range: Range): Origin => {
    const { line, column } = locationOf(source, range);
    return { from: "file", path: source.path, line, column };
  };
  const layer = data && data.kind !== "null" ? fromNode(data, originOf) : undefined;
  if (layer?.kind !== "map") return { problems: [{ message: "A golden set is a map: give it `kind` and `cases`." }] };
  const found = [...wrongIn(layer)];
  const set = found.length === 0 ? build(layer, source, found) : undefined;
  if (set && found.length === 0) return { set, problems: [] };
  return { problems: found.slice(0, MOST_PROBLEMS).map((one) => placed(one, source)) };
}

function* wrongIn(layer: LayerMap): Generator<ConfigProblem> {
  for (const mistake of mistakes(goldenSchema, withoutComparators(layer))) {
    const told = explainMistake(mistake, true);
    // The one key that its schema does not know is judged by itself.
    yield told.help === undefined || mistake.schema !== caseSchema
      ? told
      : { ...told, help: told.help.replace(/\.$/, ", comparators.") };
  }
  for (const { key, value } of casesIn(layer)) {
    const comparators = value.kind === "map" ? value.entries.get("comparators")?.value : undefined;
    if (comparators) yield* wrongExpectations(comparators, { under: "comparators", schemaFor: comparatorSchema });
    const count = comparators?.kind === "list" ? comparators.items.length : 0;
    if (value.kind === "map" && (count === 0 || count > MOST_COMPARATORS))
      yield problemAt(
        comparators?.origin ?? key,
        `a case has 1 to ${MOST_COMPARATORS} \`comparators\`, and this one has ${count}`,
      );
  }
}

/** Comparators are judged by the table of assertions, and the rest by the schema. */
function withoutComparators(layer: LayerMap): LayerMap {
  const cases = layer.entries.get("cases");
  if (cases?.value.kind !== "map") return layer;
  const bare = new Map(
    Array.from(cases.value.entries, ([name, entry]) => {
      if (entry.value.kind !== "map") return [name, entry] as const;
      const entries = new Map(entry.value.entries);
      entries.delete("comparators");
      return [name, { ...entry, value: { ...entry.value, entries } }] as const;
    }),
  );
  return {
    ...layer,
    entries: new Map([...layer.entries, ["cases", { ...cases, value: { ...cases.value, entries: bare } }]]),
  };
}

function casesIn(layer: LayerMap): readonly { readonly name: string; readonly key: Origin; readonly value: Layer }[] {
  const cases = layerAt(layer, ["cases"]);
  return cases?.kind === "map" ? Array.from(cases.entries, ([name, { key, value }]) => ({ name, key, value })) : [];
}

function build(layer: LayerMap, source: Source, problems: ConfigProblem[]): GoldenSet {
  const { margin, alpha, runs } = objectOf(valueOf(complete(layer, goldenSchema)));
  const { path } = source;
  const id = path.replace(/\.ya?ml$/i, "");
  const cases = casesIn(layer).map((one) => caseOf(one, { id, source, problems }));
  const all = cases.length * (numberOf(runs) ?? 1);
  if (cases.length === 0) problems.push(problemAt(originAt(layer, ["cases"]), "there is no case: name one"));
  if (all > MOST_RUNS)
    problems.push(
      problemAt(
        originAt(layer, ["cases"]),
        `${cases.length} cases of ${numberOf(runs)} runs are ${all}, more than ${MOST_RUNS}: make two sets of it`,
      ),
    );
  return {
    path,
    source,
    id,
    margin: numberOf(margin) ?? 0,
    alpha: numberOf(alpha) ?? 0,
    runs: numberOf(runs) ?? 1,
    cases,
    places: Object.fromEntries(Array.from(layer.entries, ([name, { key }]) => [name, rangeOfOrigin(key, source)])),
  };
}

interface Within {
  readonly id: string;
  readonly source: Source;
  readonly problems: ConfigProblem[];
}

function caseOf(
  { name, key, value }: ReturnType<typeof casesIn>[number],
  { id, source, problems }: Within,
): GoldenCase {
  const at = (...keys: readonly string[]): Origin => originAt(value, keys);
  const values = objectOf(valueOf(value));
  const runBy = runByOf(values, source.path, (message, ...keys) => void problems.push(problemAt(at(...keys), message)));
  const list = layerAt(value, ["comparators"]);
  const comparators = (list?.kind === "list" ? list.items : []).flatMap((item) => comparatorIn(item, source));
  for (const [index, comparator] of comparators.entries())
    for (const message of wrongComparator(comparator, runBy))
      problems.push(problemAt(at("comparators", String(index)), message));
  return {
    id: `${id}/${name}`,
    version: numberOf(values["version"]) ?? 1,
    runBy,
    comparators,
    at: rangeOfOrigin(key, source),
  };
}

function runByOf(values: Json, path: string, refuse: (message: string, ...keys: readonly string[]) => void): RunBy {
  const { scenario, command, input, seconds } = values;
  if (scenario !== undefined && command !== undefined)
    refuse("a case is run by a `scenario` or by a `command`: write one of the two", "command");
  if (typeof scenario !== "string") {
    const program = listOf(command).map(stringOf);
    return { kind: "command", command: program, input: stringOf(input), seconds: numberOf(seconds) ?? USUAL_SECONDS };
  }
  if (seconds !== undefined) refuse("a scenario says by itself how long it may take: `limits.seconds`", "seconds");
  const confined = confine(path.slice(0, Math.max(0, path.lastIndexOf("/"))), scenario);
  if (!confined.ok)
    refuse(
      `\`${scenario.slice(0, 60)}\` ${confined.why.replace("the configuration's root", "the checked")}`,
      "scenario",
    );
  return {
    kind: "scenario",
    scenario: confined.ok ? confined.path : "",
    ...(typeof input === "string" && { input }),
  };
}

function comparatorIn(item: Layer, source: Source): readonly Expectation[] {
  const type = item.kind === "map" ? item.entries.get("type") : undefined;
  const split = type?.value.kind === "leaf" ? splitType(String(type.value.value)) : undefined;
  return split && type ? [{ ...split, params: paramsOf(item), at: rangeOfOrigin(type.value.origin, source) }] : [];
}

function* wrongComparator(comparator: Expectation, runBy: RunBy): Generator<string> {
  const { type, params } = comparator;
  const { once }: Assertion = assertions[type];
  if (OF_NO_CASE.has(type) || once) yield `a case cannot compare by \`${type}\`: expect it in a scenario`;
  else if (
    runBy.kind === "command" &&
    (!OF_COMMANDS.has(type) || params["file"] !== undefined || params["of"] === "answer")
  )
    yield `of a command nobody can tell this: compare what it prints (${[...OF_COMMANDS].join(", ")})`;
  if (!isComparable(comparator)) yield `\`not-${type}\` takes nothing from a reference: give it a \`value\``;
}
