import { weekOf } from "../../usage/calendar.ts";
import type { UsageSource } from "../../usage/record.ts";
import { UNREADABLE } from "../../usage/safe-name.ts";
import type { Conversation } from "../../usage/sum-runs.ts";
import { quantile } from "../../statistics/quantile.ts";
import type { Money } from "../money.ts";
import type { Range3 } from "../profile/profile.ts";
import { group } from "../../model/group.ts";

/** Fewer runs say nothing of the next one. */
export const ENOUGH_RUNS = 10;

/** What runs of a workflow have in common, for its agent or for one of its subagents. */
export interface MeasuredWork {
  readonly workflow: string;
  /** Of a subagent, its name. */
  readonly agent?: string;
  readonly source: UsageSource;
  /** That most tokens were of. */
  readonly model: string;
  /** The share of other models in the tokens, in percent. */
  readonly others: number;
  /** How many runs it was found in, and the days from and to which they are. */
  readonly runs: number;
  readonly days?: readonly [string, string];
  /** Of the workflow in a month; absent where the days are too few for one. Of a subagent, in a run. */
  readonly times?: Range3;
  readonly turns: Range3;
  /** Tokens of a first request, with all that a client and the configuration put there, and the fewest of any run. */
  readonly first: Range3;
  readonly least: number;
  readonly turn: Range3;
  readonly output: Range3;
  /** Percent. */
  readonly cacheHit: Range3;
  readonly lifetime?: "5m" | "1h";
  /** Percent. */
  readonly batch: number;
  readonly searches: Range3;
  /** What it cost in each run, all models together; empty where the price of any answer is not known. */
  readonly costs: readonly Money[];
}

/** Who was at work in too few runs, so that nothing is said of them. */
export interface TooFew {
  readonly workflow: string;
  readonly agent?: string;
  readonly runs: number;
}
export interface Measured {
  readonly works: readonly MeasuredWork[];
  readonly few: readonly TooFew[];
  /** Runs of which nobody says whose they are. */
  readonly nameless: number;
  /** Runs whose subagents have no name. */
  readonly unnamed: number;
}

/** Names that readers give subagents of which the log has none. */
const UNNAMED = /^(?:agent-.*|subagent|\(.*)$/;

/** What conversations come to, for each workflow: its agent first, then each subagent that has a name. */
export function measureRuns(conversations: readonly Conversation[]): Measured {
  const works: MeasuredWork[] = [];
  const few: TooFew[] = [];
  let unnamed = 0;
  for (const [workflow, all] of group(conversations, (one) => one.workflow)) {
    if (workflow === undefined || workflow === UNREADABLE) continue;
    const runs = group(all, ({ run }) => run);
    const byAgent = new Map<string | undefined, Conversation[]>();
    for (const own of runs.values()) {
      const main = mainOf(own);
      for (const one of own) {
        const agent = one.agent === main ? undefined : (one.agent ?? "subagent");
        const known = byAgent.get(agent);
        if (known) known.push(one);
        else byAgent.set(agent, [one]);
      }
      if (own.some(({ agent }) => agent !== main && UNNAMED.test(agent ?? "subagent"))) unnamed += 1;
    }
    for (const [agent, own] of [...byAgent].toSorted(byName)) {
      if (agent !== undefined && UNNAMED.test(agent)) continue;
      const name = { workflow, ...(agent !== undefined && { agent }) };
      const count = group(own, ({ run }) => run).size;
      if (count < ENOUGH_RUNS) few.push({ ...name, runs: count });
      else works.push({ ...name, ...measure(own, agent === undefined ? undefined : [...runs.keys()]) });
    }
  }
  const nameless = new Set(
    conversations.flatMap(({ workflow = UNREADABLE, run }) => (workflow === UNREADABLE ? [run] : [])),
  );
  return { works, few, nameless: nameless.size, unnamed };
}

type Named = readonly [string | undefined, unknown];
const byName = ([one = ""]: Named, [other = ""]: Named): number => (one < other ? -1 : 1);

/** Most logs call it main; of others it is who began first. */
function mainOf(run: readonly Conversation[]): string | undefined {
  if (run.some(({ agent }) => agent === "main")) return "main";
  return run.toSorted((one, other) => (one.began ?? 0) - (other.began ?? 0))[0]?.agent;
}

/** `runs`: of a subagent, those of its workflow, in which it may not have been at all. */
function measure(
  conversations: readonly Conversation[],
  runs: readonly number[] | undefined,
): Omit<MeasuredWork, "workflow" | "agent"> {
  const tokens = [...group(conversations, ({ model }) => model)]
    .map(([model, own]) => ({ model, tokens: sum(own, ({ input, output }) => input + output) }))
    .toSorted((one, other) => other.tokens - one.tokens);
  const [{ model } = { model: "" }] = tokens;
  const own = conversations.filter((one) => one.model === model);
  const all = sum(conversations, ({ input, output }) => input + output);
  const days = own.flatMap(({ day }) => day ?? []).toSorted();
  const [from, until] = [days[0], days.at(-1)];
  const inRun = group(own, ({ run }) => run);
  const stepped = own.filter(({ steps }) => steps > 0);
  const hour = sum(own, ({ writtenHour }) => writtenHour);
  const written = hour + sum(own, ({ written: less }) => less);
  const times = runs
    ? range(
        runs.map((run) => inRun.get(run)?.length ?? 0),
        own.length / runs.length,
        1,
      )
    : perMonth(days);
  return {
    source: own[0]?.source ?? "mapped",
    model,
    others: Math.round((100 * (all - sum(own, ({ input, output }) => input + output))) / Math.max(1, all)),
    runs: inRun.size,
    ...(from !== undefined && until !== undefined && { days: [from, until] as const }),
    ...(times && { times }),
    turns: range(
      own.map(({ calls }) => calls),
      sum(own, ({ calls }) => calls) / own.length,
    ),
    first: range(
      own.map(({ first }) => first),
      sum(own, ({ first }) => first) / own.length,
    ),
    least: own.reduce((least, { first }) => Math.min(least, first), Infinity),
    turn: share(stepped, "grown", "steps"),
    output: share(own, "output", "calls"),
    cacheHit: share(stepped, "read", "known", 100),
    ...(written > 0 && { lifetime: hour * 2 > written ? ("1h" as const) : ("5m" as const) }),
    batch: Math.round((100 * sum(own, ({ batched }) => batched)) / sum(own, ({ calls }) => calls)),
    searches: range(
      own.map(({ searches }) => searches),
      sum(own, ({ searches }) => searches) / own.length,
      1,
    ),
    costs: conversations.some(({ unpriced }) => unpriced > 0) ? [] : costsOf(conversations, inRun),
  };
}

/** What was paid in a run for each of its conversations, whichever models they asked. */
function costsOf(
  conversations: readonly Conversation[],
  inRun: ReadonlyMap<number, readonly Conversation[]>,
): readonly Money[] {
  return [...group(conversations, ({ run }) => run)].map(
    ([run, all]) => all.reduce((price, one) => price + one.price, 0n) / BigInt(inRun.get(run)?.length ?? 1),
  );
}

type Figure = "grown" | "steps" | "read" | "known" | "output" | "calls";

/** Of all together what is expected; of single conversations the interval. */
function share(own: readonly Conversation[], part: Figure, whole: Figure, times = 1): Range3 {
  const asked = own.filter((one) => one[whole] > 0);
  const total = sum(asked, (one) => one[whole]);
  return range(
    asked.map((one) => (times * one[part]) / one[whole]),
    total === 0 ? 0 : (times * sum(asked, (one) => one[part])) / total,
  );
}

/** The tenth part of runs lies below, the tenth above; what is expected is the mean, for money adds up. */
function range(values: readonly number[], mean: number, decimals = 0): Range3 {
  if (values.length === 0) return { low: 0, expected: 0, high: 0 };
  const rounded = (value: number): number => Number(value.toFixed(decimals));
  const expected = rounded(mean);
  return {
    low: Math.min(rounded(quantile(values, 0.1)), expected),
    expected,
    high: Math.max(rounded(quantile(values, 0.9)), expected),
  };
}

const DAY = 86_400_000;
/** Fewer days say nothing of a month, and fewer weeks nothing of how they differ. */
const FEWEST_DAYS = 7;
const FEWEST_WEEKS = 4;

/** Runs of a month, by the days on which runs began: a year has 365 days, and twelve months. */
function perMonth(days: readonly string[]): Range3 | undefined {
  const [first, last] = [days[0], days.at(-1)].map((day) => Date.parse(`${day}T00:00:00Z`));
  if (first === undefined || last === undefined || Number.isNaN(first)) return undefined;
  const span = Math.round((last - first) / DAY) + 1;
  if (span < FEWEST_DAYS) return undefined;
  const weeks = new Map<string, { days: number; runs: number }>();
  const begun = group(days, (day) => day);
  for (let at = 0; at < span; at++) {
    const day = new Date(first + at * DAY).toISOString().slice(0, 10);
    const name = weekOf(day);
    const week = weeks.get(name) ?? { days: 0, runs: 0 };
    weeks.set(name, { days: week.days + 1, runs: week.runs + (begun.get(day)?.length ?? 0) });
  }
  const whole = [...weeks.values()].filter((week) => week.days === 7).map(({ runs }) => runs);
  const expected = monthly(days.length, span);
  if (whole.length < FEWEST_WEEKS) return { low: expected, expected, high: expected };
  return {
    low: Math.min(monthly(Math.min(...whole), 7), expected),
    expected,
    high: Math.max(monthly(Math.max(...whole), 7), expected),
  };
}

const monthly = (runs: number, days: number): number => Number(((runs * 365) / (12 * days)).toPrecision(3));

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);
