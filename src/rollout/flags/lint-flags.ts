import { type ConfigProblem, problemAt } from "../../config/origin.ts";
import { quote } from "../../config/wording.ts";
import { type DataEntry, type DataNode, entryOf, valueAt } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { locationOf, type Range, type Source } from "../../model/source.ts";
import { parseJson } from "../../syntax/json.ts";
import { BUCKETING } from "./compile-flags.ts";
import { CANARY } from "./targeting.ts";

/** What is wrong with something of a set of flags, where it stands. */
interface Fault {
  readonly at: Range;
  readonly message: string;
}

const MOST_PROBLEMS = 100;
const MOST_NAMED = 20;

/**
 * What of a set of flags would give tasks something else than it says: each fault was seen with flagd's own evaluator.
 * `before` is the set that evaluators have now: what is live may change its weight, and nothing else.
 */
export function lintFlags(text: string, path: string, before?: string): readonly ConfigProblem[] {
  const source: Source = { path, text, bytes: text.length, bom: false };
  const said = ({ at, message }: Fault): ConfigProblem => {
    const { line, column } = locationOf(source, at);
    return problemAt({ from: "file", path, line, column }, message);
  };
  const { data, problems } = parseJson(text, { comments: false });
  if (problems.length > 0 || !data)
    return problems.map(({ message, range }) => said({ at: range ?? START, message })).slice(0, MOST_PROBLEMS);
  const flags = valueAt(data, "flags");
  if (flags?.kind !== "map") return [said({ at: data.range, message: "a set of flags has a map `flags`" })];
  const live = before === undefined ? undefined : valueAt(parseJson(before, { comments: false }).data, "flags");
  const faults: Fault[] = [];
  for (const fault of faultsIn(flags.entries, live)) {
    faults.push(fault);
    // What is behind is not even looked for: a hostile file has thousands, each of which names thousands.
    if (faults.length === MOST_PROBLEMS) break;
  }
  return faults.map(said);
}

function* faultsIn(flags: readonly DataEntry[], live: DataNode | undefined): Generator<Fault> {
  for (const { key, keyRange, value } of flags) {
    yield* faultsOf(keyRange, value);
    yield* changesOf(value, valueAt(live, key));
  }
}

const START: Range = { start: 0, end: 0 };

function* faultsOf(at: Range, flag: DataNode): Generator<Fault> {
  const variants = valueAt(flag, "variants");
  if (variants?.kind !== "map") {
    yield { at, message: "the flag has no `variants`" };
    return;
  }
  const names = new Set(variants.entries.map(({ key }) => key));
  const state = valueAt(flag, "state");
  if (state?.kind === "string" && state.value === "DISABLED")
    yield {
      at: state.range,
      message: "who asks a disabled flag gets a default of his own: write ENABLED, and a weight of 0",
    };
  const usual = valueAt(flag, "defaultVariant");
  if (usual?.kind !== "string") yield { at: usual?.range ?? at, message: "the flag has no `defaultVariant`" };
  else if (!names.has(usual.value)) yield { at: usual.range, message: unknownVariant(usual.value, names) };
  const targeting = valueAt(flag, "targeting");
  if (!targeting) return;
  yield* inRule(targeting, { names, keyed: false });
  const dealt = valueAt(flag, "metadata", "bucketing");
  if (splitsIn(targeting).length > 0 && (dealt?.kind !== "string" || dealt.value !== BUCKETING))
    yield { at: dealt?.range ?? at, message: `\`metadata.bucketing\` has to say how keys are dealt: ${BUCKETING}` };
}

function unknownVariant(name: string, names: ReadonlySet<string>): string {
  const meant = nearest(name, names);
  if (meant !== undefined) return `there is no variant ${quote(name)}: did you mean \`${meant}\`?`;
  const others = names.size > MOST_NAMED ? `, and ${names.size - MOST_NAMED} more` : "";
  return `there is no variant ${quote(name)}; there is ${[...names].slice(0, MOST_NAMED).map(quote).join(", ")}${others}`;
}

interface Known {
  readonly names: ReadonlySet<string>;
  /** Whether only tasks with a key come here. */
  readonly keyed: boolean;
}

/** A rule that gives a variant: the name of one, an `if`, or a split. */
function* inRule(rule: DataNode, known: Known): Generator<Fault> {
  if (rule.kind === "string") {
    if (!known.names.has(rule.value)) yield { at: rule.range, message: unknownVariant(rule.value, known.names) };
    return;
  }
  const branches = entryOf(rule, "if")?.value;
  if (branches?.kind === "list") {
    let { keyed } = known;
    for (let at = 0; at + 1 < branches.items.length; at += 2) {
      const [when, then] = [branches.items[at], branches.items[at + 1]];
      if (when && then) yield* inRule(then, { ...known, keyed: keyed || asksForKey(when) });
      keyed ||= when !== undefined && asksForNoKey(when);
    }
    const last = branches.items.length % 2 === 1 ? branches.items.at(-1) : undefined;
    if (last) yield* inRule(last, { ...known, keyed });
  }
  const split = entryOf(rule, "fractional")?.value;
  if (split?.kind === "list") yield* inSplit(split.items, split.range, known);
}

function* inSplit(items: readonly DataNode[], at: Range, { names, keyed }: Known): Generator<Fault> {
  const [first] = items;
  const salted = first !== undefined && first.kind !== "list";
  if (salted && !keyed)
    yield {
      at,
      message:
        'with a salt, all tasks without a key fall on one side: put `{"if": [{"var": "targetingKey"}, …, "stable"]}` around it',
    };
  const entries = salted ? items.slice(1) : items;
  for (const [index, entry] of entries.entries()) {
    const [name, weight] = entry.kind === "list" ? entry.items : [];
    if (name?.kind !== "string")
      yield { at: entry.range, message: "an entry is the name of a variant, and its weight" };
    else if (!names.has(name.value)) yield { at: name.range, message: unknownVariant(name.value, names) };
    else if (name.value === CANARY && index > 0)
      yield { at: name.range, message: "`canary` comes first: else tasks that have it lose it while its weight grows" };
    if (weight && (weight.kind !== "number" || !Number.isInteger(weight.value) || weight.value < 0))
      yield { at: weight.range, message: "a weight is a whole number: with a fraction nobody gets the canary" };
  }
}

const isKey = (node: DataNode): boolean => {
  const name = valueAt(node, "var");
  const [only] = name?.kind === "list" ? name.items : [name];
  return only?.kind === "string" && only.value === "targetingKey";
};
const all = (node: DataNode, operator: string): readonly DataNode[] => {
  const operands = valueAt(node, operator);
  return operands?.kind === "list" ? operands.items : operands ? [operands] : [];
};

/** Whether it holds only of tasks with a key. */
function asksForKey(when: DataNode): boolean {
  return isKey(when) || all(when, "!!").some(isKey) || all(when, "and").some(asksForKey);
}
/** Whether it holds of every task without one. */
function asksForNoKey(when: DataNode): boolean {
  return all(when, "!").some(isKey) || all(when, "or").some(asksForNoKey);
}

/** All splits of a rule, in their order. */
function splitsIn(rule: DataNode): readonly DataNode[] {
  if (rule.kind === "list") return rule.items.flatMap(splitsIn);
  if (rule.kind !== "map") return [];
  return rule.entries.flatMap(({ key, value }) => (key === "fractional" ? [value] : splitsIn(value)));
}

/** A rollout that gives tasks its canary keeps how it deals them: another order or salt would deal all of them anew. */
function* changesOf(flag: DataNode, before: DataNode | undefined): Generator<Fault> {
  if (!before || rolloutOf(flag) !== rolloutOf(before)) return;
  const olds = new Set(liveIn(before).map(dealing));
  for (const split of liveIn(flag))
    if (olds.size > 0 && !olds.has(dealing(split)))
      yield {
        at: split.range,
        message: "variants, order or salt differ while the rollout is live: change its weights only",
      };
}

const rolloutOf = (flag: DataNode): unknown => shape(valueAt(flag, "metadata", "rollout"));
const liveIn = (flag: DataNode): readonly DataNode[] =>
  splitsIn(valueAt(flag, "targeting") ?? flag).filter((split) => isLive(split));

function isLive(split: DataNode): boolean {
  const entries = split.kind === "list" ? split.items : [];
  return entries.some((entry) => {
    const [name, weight] = entry.kind === "list" ? entry.items : [];
    return name?.kind === "string" && name.value === CANARY && !(weight?.kind === "number" && weight.value === 0);
  });
}

/** By what tasks are dealt, without weights and places. */
function dealing(split: DataNode): string {
  const entries = split.kind === "list" ? split.items : [];
  return JSON.stringify(entries.map((entry) => shape(entry.kind === "list" ? entry.items[0] : entry)));
}
function shape(node: DataNode | undefined): unknown {
  if (node?.kind === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key, shape(value)]));
  return node?.kind === "list" ? node.items.map(shape) : node?.value;
}
