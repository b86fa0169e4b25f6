import type { Measurement } from "../model/measurement.ts";
import type { EngineRule, PlacedFinding } from "../model/rule.ts";
import { thousands } from "../model/numbers.ts";
import type { Counter } from "./counter.ts";
import { type Amount, estimate, factorOf } from "./estimate.ts";
import { mostAfter } from "./limit.ts";
import { budgetHeadroom } from "./rules.ts";
import { tokensText } from "./amounts.ts";
import type { Subject } from "./subject.ts";

export interface BudgetFinding {
  readonly rule: EngineRule;
  readonly finding: PlacedFinding;
}
export interface JudgedBudgets {
  readonly findings: readonly BudgetFinding[];
  /** Of what had to be counted, with its limit. */
  readonly measurements: readonly Measurement[];
}

/**
 * What exceeds its budget. Counts only where bytes cannot decide: no token is shorter than one.
 * `base`: the other side, if there is one.
 */
export async function judgeBudgets(
  subjects: readonly Subject[],
  base: readonly Subject[] | undefined,
  counter: Counter,
  headroom: number,
): Promise<JudgedBudgets> {
  const before = new Map(base?.map((subject) => [subject.key, subject]));
  const open = subjects.filter((subject) => !isSafe(subject, before.get(subject.key), headroom));
  const judged: JudgedBudgets[] = [];
  for (const subject of open) {
    const old = await countedBase(before.get(subject.key), counter);
    judged.push(judge(await counted(subject, counter), old, headroom, counter.encoding));
  }
  return {
    findings: judged.flatMap(({ findings }) => findings),
    measurements: judged.flatMap(({ measurements }) => measurements),
  };
}

function isSafe({ parts, limit, client }: Subject, before: Subject | undefined, headroom: number): boolean {
  const { max, increase } = limit;
  const bytes = parts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const least = max === undefined || bytes * factorOf(client) <= max * (1 - headroom);
  return least && (increase === undefined || before === undefined || isSame(parts, before.parts));
}

const isSame = (parts: Subject["parts"], others: Subject["parts"]): boolean =>
  parts.length === others.length && parts.every(({ text }, index) => text === others[index]?.text);

interface Counted {
  readonly subject: Subject;
  readonly amount: Amount;
  readonly tokens: readonly number[];
}

async function counted(subject: Subject, counter: Counter): Promise<Counted> {
  const { client, parts, whole } = subject;
  const tokens = await counter.count(parts.map(({ text }) => text));
  const [sum = 0] = whole === undefined ? [tokens.reduce((all, one) => all + one, 0)] : await counter.count([whole]);
  return { subject, tokens, amount: client === undefined ? { value: sum } : estimate(client, sum) };
}

async function countedBase(subject: Subject | undefined, counter: Counter): Promise<Amount | undefined> {
  return subject && (await counted(subject, counter)).amount;
}

function judge(one: Counted, base: Amount | undefined, headroom: number, encoding: string): JudgedBudgets {
  const { subject, amount } = one;
  const { path, limit, client } = subject;
  const labels = client === undefined ? { ...subject.labels, encoding } : subject.labels;
  const measurement: Measurement = {
    metric: "tokens",
    unit: "tokens",
    labels,
    ...amount,
    ...(base && { base: base.value }),
    ...(limit.max !== undefined && { limit: limit.max }),
    ...(path !== undefined && { path }),
  };
  return { measurements: [measurement], findings: [...absolute(one, headroom), ...relative(one, base)] };
}

function* absolute(one: Counted, headroom: number): Generator<BudgetFinding> {
  const { subject, amount } = one;
  const { max } = subject.limit;
  if (max === undefined) return;
  const has = `${subject.says} ${tokensText(amount)}${subject.when}`;
  const its = subject.says.endsWith("have") ? "their" : "its";
  if (amount.value > max) {
    const over = thousands(amount.value - max);
    yield finding(
      one,
      subject.rule,
      `${has}, ${over} more than ${its} budget of ${thousands(max)}${contributors(one)}.`,
    );
  } else if (amount.value > max * (1 - headroom)) {
    const left = thousands(max - amount.value);
    const share = `${Math.round(headroom * 1000) / 10} %`;
    yield finding(
      one,
      budgetHeadroom,
      `${has}: ${left} of ${its} budget of ${thousands(max)} are left, less than ${share}.`,
    );
  }
}

function* relative(one: Counted, base: Amount | undefined): Generator<BudgetFinding> {
  const { subject, amount } = one;
  const { increase } = subject.limit;
  // What is new has no size to grow from: its `max` holds.
  if (!increase || !base || base.value === 0) return;
  const most = mostAfter(base.value, increase);
  if (amount.value <= most) return;
  const its = subject.says.endsWith("have") ? "their" : "its";
  yield finding(
    one,
    subject.rule,
    `${subject.says} ${tokensText(amount)}${subject.when}, ${thousands(amount.value - most)} more than the ${thousands(most)} that ${its} growth is bound to; at the base it had ${thousands(base.value)}${contributors(one)}.`,
  );
}

function finding(one: Counted, rule: EngineRule, message: string): BudgetFinding {
  const { subject } = one;
  const [largest] = ranked(one);
  const path = subject.path ?? largest?.path;
  return {
    rule,
    finding: { message, ...(path !== undefined && { path }), ...(subject.client && { client: subject.client }) },
  };
}

function ranked({ subject, tokens }: Counted) {
  return subject.parts
    .map(({ name, path }, index) => ({ name, path, tokens: tokens[index] ?? 0 }))
    .sort((a, b) => b.tokens - a.tokens || (a.name < b.name ? -1 : 1));
}

/** `; the largest parts are A (12), B (7) and C (3)`, by the counter: of one nameless part nothing. */
export function contributors(one: Pick<Counted, "subject" | "tokens">): string {
  const { subject } = one;
  const shown = ranked({ ...one, amount: { value: 0 } }).slice(0, 3);
  const [first] = shown;
  if (!first || (subject.parts.length === 1 && (first.name === subject.path || first.name === "metadata"))) return "";
  const words = shown.map(({ name, tokens }) => `${name} (${thousands(tokens)})`);
  const all = words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words.join("");
  return `; the largest part${words.length > 1 ? "s are" : " is"} ${all}`;
}
