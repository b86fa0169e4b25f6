import { ASSUMPTIONS } from "./book/price-usage.ts";
import type { Estimate, CostInterval } from "./estimate/estimate.ts";
import { type CostRow, monthlySum } from "./gate/compare.ts";
import type { JudgedBudget } from "./gate/judge-cost.ts";
import type { CostData, DriverData, NanoInterval, RowData, SumData } from "./cost-data.ts";
import type { Range3 } from "./profile/profile.ts";
import { ENOUGH_RUNS } from "./sync/measure-runs.ts";
import { thousands } from "../model/numbers.ts";
import { inNano, type Money, NO_MONEY } from "./money.ts";
import { group } from "../model/group.ts";

interface Priced {
  readonly rows: readonly CostRow[];
  readonly after: readonly Estimate[];
  readonly before?: readonly Estimate[] | undefined;
  readonly budgets: readonly JudgedBudget[];
  readonly book: CostData["book"];
}

export function costData({ rows, after, before, budgets, book }: Priced): CostData {
  return {
    book,
    rows: rows.map(rowData),
    after: sumData(after),
    ...(before && { before: sumData(before) }),
    drivers: driverData(after, before ?? []),
    budgets: budgets.map(({ name, per, total, after: { expected }, verdicts }) => ({
      name,
      per,
      expected: inNano(expected),
      ...(total !== undefined && { total: inNano(total) }),
      kinds: verdicts.map(({ kind }) => kind),
    })),
    notes: notesOf(after),
  };
}

function rowData({ workflow, agent, team, change, before, after }: CostRow): RowData {
  const why = after?.why ?? before?.why;
  return {
    workflow,
    ...(agent !== undefined && { agent }),
    ...(team !== undefined && { team }),
    model: (after ?? before)?.model ?? "",
    change,
    ...(before?.perMonth && { before: nano(before.perMonth) }),
    ...(after?.perMonth && { after: nano(after.perMonth) }),
    ...(after?.perRun && { run: nano(after.perRun) }),
    ...(why !== undefined && { why }),
  };
}

const nano = ({ low, expected, high }: CostInterval): NanoInterval => ({
  low: inNano(low),
  expected: inNano(expected),
  high: inNano(high),
});

const sumData = (estimates: readonly Estimate[]): SumData => {
  const sum = monthlySum(estimates);
  return { ...nano(sum), open: sum.open };
};

/** What each file costs, the dearest first; those of one workflow and of another are one file. */
function driverData(after: readonly Estimate[], before: readonly Estimate[]): readonly DriverData[] {
  const [is, was] = [byFile(after), byFile(before)];
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((path) => ({ path, is: is.get(path) ?? NO_MONEY, was: was.get(path) ?? NO_MONEY }))
    .toSorted((a, b) => compare(b.is, a.is) || compare(b.was, a.was) || (a.path < b.path ? -1 : 1))
    .slice(0, MOST_DRIVERS)
    .map((one) => ({ path: one.path, before: inNano(one.was), after: inNano(one.is) }));
}

const MOST_DRIVERS = 100;

function byFile(estimates: readonly Estimate[]): ReadonlyMap<string, Money> {
  const sums = new Map<string, Money>();
  for (const { drivers } of estimates)
    for (const { path, perMonth } of drivers) sums.set(path, (sums.get(path) ?? NO_MONEY) + perMonth);
  return sums;
}

const compare = (one: Money, other: Money): number => (one < other ? -1 : one > other ? 1 : 0);

function notesOf(after: readonly Estimate[]): readonly string[] {
  const assumed = new Set(after.flatMap((one) => one.assumed));
  const withoutOwn = after.filter((one) => one.withoutOwn).length;
  const defaults = new Set(after.flatMap((one) => one.defaults));
  return [
    ...[...assumed].map((one) => `${ASSUMPTIONS[one]}.`),
    ...(withoutOwn > 0
      ? [`What the client itself sends is not in ${withoutOwn} of ${after.length}: say \`own-tokens\`.`]
      : []),
    ...after.flatMap(({ workflow, missing }) =>
      missing
        ? [`No file here is a skill that ${workflow} loads: ${missing.join(", ")}; what it costs is not in.`]
        : [],
    ),
    ...capturedNotes(after),
    ...toolNotes(after),
    ...measuredNotes(after),
    ...(defaults.size > 0 ? [`Of ${[...defaults].join(", ")} the profile says nothing: defaults hold.`] : []),
  ].map((one) => one.charAt(0).toUpperCase() + one.slice(1));
}

/** What was seen in requests is no estimate, but for tokenizers that nobody has published. */
function capturedNotes(after: readonly Estimate[]): readonly string[] {
  const seen = after.flatMap(({ capturedBy, workflow }) =>
    capturedBy === undefined ? [] : [{ capturedBy, workflow }],
  );
  const by = group(seen, ({ capturedBy }) => capturedBy);
  return [...by].map(
    ([client, own]) =>
      `What the configuration adds to ${[...new Set(own.map(({ workflow }) => workflow))].join(", ")} was counted in requests that ${client} made in a dry run, and not in files.`,
  );
}

function toolNotes(after: readonly Estimate[]): readonly string[] {
  const models = [...new Set(after.flatMap(({ unsureTools, model }) => (unsureTools ? [model] : [])))];
  if (models.length === 0) return [];
  return [
    `How much Anthropic adds for tools is not published of ${models.join(", ")}: it is taken for what its other models have.`,
  ];
}

/** What logs say of the agents, and how the estimate compared with what they cost. */
function measuredNotes(after: readonly Estimate[]): readonly string[] {
  return after.flatMap(({ workflow, agent, measured }) => {
    if (!measured || measured.runs < ENOUGH_RUNS) return [];
    const { runs, until, keys, percentOfActual: percent } = measured;
    const name = agent === undefined ? workflow : `${workflow}: ${agent}`;
    const logs = `${thousands(runs)} runs${until === undefined ? "" : ` until ${until}`}`;
    return [
      ...(keys.length > 0 ? [`${name}: ${keys.join(", ")} are what logs of ${logs} say.`] : []),
      ...(percent
        ? [`${name}: the estimate came to ${shownRange(percent)} of what ${logs} cost; it is not corrected by that.`]
        : []),
    ];
  });
}

const shownRange = ({ low, expected, high }: Range3): string =>
  low === high ? `${expected} %` : `${expected} % (${low} to ${high} %)`;
