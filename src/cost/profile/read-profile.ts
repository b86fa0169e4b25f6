import { explainMistake } from "../../config/explain.ts";
import { fromNode, type Layer, valueOf } from "../../config/layer.ts";
import { mistakes } from "../../config/mistakes.ts";
import type { ConfigProblem, Origin } from "../../config/origin.ts";
import type { SchemaNode } from "../../config/schema-node.ts";
import { locationOf, type Range, type Source } from "../../model/source.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import type { Reader } from "../../context/instruction-files.ts";
import { ABOUT_MEASURED, type MeasuredKeys, PROFILE, type Range3, type Workload } from "./profile.ts";
import { profileSchema } from "./schema.ts";

export type ReadProfile =
  | { readonly ok: true; readonly workloads: readonly Workload[] }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const LARGEST = 1_048_576;
const MOST_PROBLEMS = 20;
/** Each is estimated request by request; a profile can be written to have twenty thousand. */
const MOST_WORKLOADS = 500;

/** The text of a profile → who does what how often, or all that is wrong with it. */
export function readProfile(text: string): ReadProfile {
  const source: Source = { path: PROFILE, text, bytes: text.length, bom: false };
  const originOf = (range: Range): Origin => {
    const { line, column } = locationOf(source, range);
    return { from: "file", path: PROFILE, line, column };
  };
  const first = { path: PROFILE, line: 1, column: 1 };
  if (text.length > LARGEST)
    return { ok: false, problems: [{ message: `larger than ${LARGEST} characters`, ...first }] };
  const parsed = parseYaml(text);
  if (parsed.problems.length > 0)
    return {
      ok: false,
      problems: parsed.problems.slice(0, MOST_PROBLEMS).map(({ message, range }) => {
        const { line, column } = locationOf(source, range ?? { start: 0, end: 0 });
        return { message, path: PROFILE, line, column };
      }),
    };
  if (!parsed.data || parsed.data.kind === "null")
    return { ok: false, problems: [{ message: "missing key `workflows`", ...first }] };
  const layer = fromNode(parsed.data, originOf);
  const wrong: ConfigProblem[] = [];
  for (const mistake of mistakes(profileSchema, layer)) {
    wrong.push(explainMistake(mistake, true));
    if (wrong.length === MOST_PROBLEMS) break;
  }
  if (wrong.length > 0) return { ok: false, problems: wrong };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has judged it
  const { defaults = {}, workflows } = valueOf(layer) as Written;
  const endless = [...withoutRuns(layer)];
  if (endless.length > 0) return { ok: false, problems: endless };
  const workloads = Object.entries(workflows).flatMap(([name, one]) => workloadsOf(name, one, defaults));
  if (workloads.length > MOST_WORKLOADS)
    return { ok: false, problems: [{ message: `more than ${MOST_WORKLOADS} workflows and subagents`, ...first }] };
  return { ok: true, workloads };
}

/** Workflows of which neither people nor logs say how often they run. */
function* withoutRuns(layer: Layer): Generator<ConfigProblem> {
  const workflows = layer.kind === "map" ? layer.entries.get("workflows")?.value : undefined;
  if (workflows?.kind !== "map") return;
  for (const { value } of workflows.entries.values()) {
    if (value.kind !== "map" || value.entries.has("runs-per-month")) continue;
    const measured = value.entries.get("measured")?.value;
    if (measured?.kind === "map" && measured.entries.has("runs-per-month")) continue;
    const required: SchemaNode = { required: ["runs-per-month"] };
    for (const mistake of mistakes(required, value)) yield explainMistake(mistake, true);
  }
}

type Said = number | Range3;
interface Work {
  readonly model?: string;
  readonly turns?: Said;
  readonly "prompt-tokens"?: Said;
  readonly "turn-tokens"?: Said;
  readonly "output-tokens"?: Said;
  readonly "cache-hit-percent"?: Said;
  readonly "cache-lifetime"?: "5m" | "1h";
  readonly "batch-percent"?: Said;
  readonly "web-searches"?: Said;
  readonly "tool-choice"?: Workload["toolChoice"];
  readonly "own-tokens"?: number;
}
interface Measured extends Work {
  readonly runs: number;
  readonly from?: string;
  readonly until?: string;
  readonly "runs-per-month"?: Said;
  readonly times?: Said;
  readonly "estimate-percent-of-actual"?: Said;
}
interface Workflow extends Work {
  readonly client: Reader;
  readonly folder?: string;
  readonly team?: string;
  readonly skills?: readonly string[];
  readonly "runs-per-month"?: Said;
  readonly measured?: Measured;
  readonly subagents?: Readonly<Record<string, Work & { readonly times?: Said; readonly measured?: Measured }>>;
}
interface Written {
  readonly defaults?: Work;
  readonly workflows: Readonly<Record<string, Workflow>>;
}

/**
 * What is assumed of whom nobody says more. Nobody measured them: they span what makes the bill of a run a few cents
 * or some dollars, and every report says how many of them it rests on.
 */
const ASSUMED = {
  turns: { low: 5, expected: 15, high: 40 },
  "prompt-tokens": { low: 200, expected: 1000, high: 5000 },
  "turn-tokens": { low: 300, expected: 1500, high: 5000 },
  "output-tokens": { low: 100, expected: 300, high: 1000 },
  "cache-hit-percent": { low: 80, expected: 95, high: 99 },
  "batch-percent": { low: 0, expected: 0, high: 0 },
  "web-searches": { low: 0, expected: 0, high: 0 },
} as const satisfies Readonly<Record<string, Range3>>;
/** That no batch and no search happens unless somebody says so is no guess. */
const GUESSED = ["turns", "prompt-tokens", "turn-tokens", "output-tokens", "cache-hit-percent"] as const;

function workloadsOf(workflow: string, one: Workflow, defaults: Work): readonly Workload[] {
  const { client, folder = "", team, skills = [], subagents = {} } = one;
  const place = { workflow, client, folder: folder.replace(/^(?:\.\/)+/, ""), ...(team !== undefined && { team }) };
  const runs = interval(one["runs-per-month"] ?? one.measured?.["runs-per-month"] ?? 0);
  const main: Workload = { ...place, skills, runs, ...workOf(one, defaults) };
  return [
    main,
    ...Object.entries(subagents).map(([agent, sub]): Workload => {
      const { model: _model, ...inherited } = defaults;
      return {
        ...place,
        agent,
        skills: [],
        runs: product(runs, interval(sub.times ?? sub.measured?.times ?? 1)),
        ...(main.model !== undefined && { model: main.model }),
        ...workOf(sub, inherited),
      };
    }),
  ];
}

/** What somebody says of it wins over what logs say, and that over the defaults. */
function workOf(own: Work & { readonly measured?: Measured }, defaults: Work) {
  const { measured } = own;
  const work: Work = { ...defaults, ...measured, ...own };
  const of = (key: keyof typeof ASSUMED): Range3 => interval(work[key] ?? ASSUMED[key]);
  return {
    ...(work.model !== undefined && { model: work.model }),
    turns: of("turns"),
    prompt: of("prompt-tokens"),
    turn: of("turn-tokens"),
    output: of("output-tokens"),
    cacheHit: of("cache-hit-percent"),
    lifetime: work["cache-lifetime"] ?? "5m",
    batch: of("batch-percent"),
    searches: of("web-searches"),
    toolChoice: work["tool-choice"] ?? "auto",
    ...(work["own-tokens"] !== undefined && { own: work["own-tokens"] }),
    assumed: GUESSED.filter((key) => work[key] === undefined),
    ...(measured && { measured: measuredOf(measured, own) }),
  };
}

function measuredOf(measured: Measured, own: object): MeasuredKeys {
  const percent = measured["estimate-percent-of-actual"];
  return {
    runs: measured.runs,
    ...(measured.until !== undefined && { until: measured.until }),
    keys: Object.keys(measured).filter((key) => !ABOUT_MEASURED.has(key) && !Object.hasOwn(own, key)),
    ...(percent !== undefined && { percentOfActual: interval(percent) }),
  };
}

/** In whatever order somebody wrote the three. */
function interval(said: Said): Range3 {
  if (typeof said === "number") return { low: said, expected: said, high: said };
  const { low, expected, high } = said;
  return { low: Math.min(low, expected, high), expected, high: Math.max(low, expected, high) };
}

const product = (one: Range3, other: Range3): Range3 => ({
  low: one.low * other.low,
  expected: one.expected * other.expected,
  high: one.high * other.high,
});
