import { integer, list, object, oneOf, optional, type Read, string } from "../model/read-value.ts";
import type { View, ViewBlock, ViewNode } from "../model/view.ts";
import {
  CHANGES_OF_COST,
  type BudgetData,
  type CostData,
  type DriverData,
  type NanoInterval,
  type RowData,
  type SumData,
} from "./cost-data.ts";
import { asChange, inDollars, ofNano } from "./money.ts";

/** Whole nano-dollars; by the prices that a lock may hold, and what a profile may ask for, no sum is longer. */
const nano: Read<string> = (value, at) => {
  const text = string(value, at);
  return /^-?\d{1,100}$/.test(text) ? text : oneOf(["whole nano-dollars"])(text, at);
};
const yes: Read<boolean> = (value, at) => (value === true || value === false ? value : oneOf([])(value, at));
const interval: Read<NanoInterval> = object({ low: nano, expected: nano, high: nano });
const sum: Read<SumData> = object({ low: nano, expected: nano, high: nano, open: yes });
const row: Read<RowData> = (value, at) => ({
  ...object({ workflow: string, model: string, change: oneOf(CHANGES_OF_COST) })(value, at),
  ...optional({ agent: string, team: string, before: interval, after: interval, run: interval, why: string })(
    value,
    at,
  ),
});
const driver: Read<DriverData> = object({ path: string, before: nano, after: nano });
const budget: Read<BudgetData> = (value, at) => ({
  ...object({ name: string, per: string, expected: nano, kinds: list(string) })(value, at),
  ...optional({ total: nano })(value, at),
});
const book = object({ version: string, checkedOn: string, own: integer(0), locked: integer(0) });
/** Throws Mismatch where the data is not the section's. */
export const readCost: Read<CostData> = (value, at) => ({
  ...object({ book, rows: list(row), after: sum, drivers: list(driver), budgets: list(budget), notes: list(string) })(
    value,
    at,
  ),
  ...optional({ before: sum })(value, at),
});

/** Drivers that a reviewer looks at. */
const OPEN = 15;

export function costView(data: unknown): View {
  const cost = readCost(data, "");
  return {
    title: "Cost",
    blocks: [
      { lines: [headline(cost)] },
      rowBlock(cost),
      ...unpriced(cost),
      ...budgetBlocks(cost.budgets),
      ...driverBlocks(cost),
      { lines: [...cost.notes, bookLine(cost)] },
    ],
  };
}

function headline({ after, before, rows }: CostData): string {
  const least = after.open ? "at least " : "";
  const between = after.low === after.high ? "" : ` (${dollars(after.low)} to ${dollars(after.high)})`;
  const is = `${least}${dollars(after.expected)} a month are expected${between}`;
  if (!before) return `${sentence(is)}.`;
  if (before.open) return `${sentence(is)}; what the base costs is not known.`;
  if (before.expected === after.expected && rows.every(({ change }) => change === "same"))
    return `${sentence(is)}, as before.`;
  return `${sentence(is)}: ${change(before.expected, after.expected)}${percent(before.expected, after.expected)} against the base.`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function rowBlock({ rows, before, after }: CostData): ViewBlock {
  const compared = before !== undefined;
  const titles = compared ? ["Before", "After", "Change", "%"] : ["A run", "A month", "at least", "at most"];
  const cells = (one: RowData): readonly string[] =>
    compared
      ? [
          one.change === "new" ? "new" : shown(one.before),
          one.change === "removed" ? "removed" : shown(one.after),
          one.before && one.after ? change(one.before.expected, one.after.expected) : "",
          one.before && one.after
            ? percent(one.before.expected, one.after.expected)
                .trim()
                .replace(/^\(|\)$/g, "")
            : "",
        ]
      : [
          shown(one.run),
          shown(one.after),
          one.after ? dollars(one.after.low) : "",
          one.after ? dollars(one.after.high) : "",
        ];
  const all = compared
    ? [dollars(before.expected), dollars(after.expected), change(before.expected, after.expected), ""]
    : ["", dollars(after.expected), dollars(after.low), dollars(after.high)];
  return {
    columns: [
      { title: "Workflow" },
      { title: "Model" },
      ...titles.map((title) => ({ title, align: "right" as const })),
    ],
    rows: [
      ...rows.map((one) => [
        one.agent === undefined ? one.workflow : `${one.workflow}: ${one.agent}`,
        one.model,
        ...cells(one),
      ]),
      ...(rows.length > 1 ? [["All", "", ...all]] : []),
    ],
  };
}

const shown = (interval_: NanoInterval | undefined): string => (interval_ ? dollars(interval_.expected) : "not known");

function unpriced({ rows }: CostData): readonly ViewBlock[] {
  const open = rows.flatMap(({ workflow, agent, why }) =>
    why === undefined ? [] : [`${agent === undefined ? workflow : `${workflow}: ${agent}`}: ${why}`],
  );
  return open.length === 0 ? [] : [{ lines: ["Not priced:", ...open] }];
}

const SAYS: Readonly<Record<string, string>> = {
  over: "exceeded",
  increase: "grows too much",
  near: "nearly reached",
  before: "exceeded before, too",
  undecided: "cannot be said",
  unbound: "bounds nothing",
};

function budgetBlocks(budgets: readonly BudgetData[]): readonly ViewBlock[] {
  if (budgets.length === 0) return [];
  return [
    {
      columns: [
        { title: "Budget" },
        { title: "Expected", align: "right" },
        { title: "At most", align: "right" },
        { title: "" },
      ],
      rows: budgets.map(({ name, per, expected, total, kinds }) => [
        name,
        `${dollars(expected)} a ${per}`,
        total === undefined ? "" : dollars(total),
        kinds.map((kind) => SAYS[kind] ?? kind).join(", ") || "kept",
      ]),
    },
  ];
}

/** Against a base the numbers of both sides; else areas, where there is room to draw. */
function driverBlocks({ drivers, before }: CostData): readonly ViewBlock[] {
  const costly = drivers.filter((one) => one.after !== "0" || one.before !== "0");
  if (costly.length === 0) return [];
  if (!before) return [{ tree: treeOf(costly) }];
  return [
    {
      columns: [
        { title: "File, with every request" },
        { title: "Before", align: "right" },
        { title: "A month", align: "right" },
      ],
      rows: costly.slice(0, OPEN).map((one) => [one.path, dollars(one.before), dollars(one.after)]),
    },
  ];
}

/** Areas are by what is expected in a month, in millionths of a dollar. */
function treeOf(drivers: readonly DriverData[]): ViewNode {
  const children = drivers
    .map(({ path, after }) => ({
      name: path,
      weight: Number(BigInt(after) / 1000n),
      note: dollars(after),
      children: [],
    }))
    .filter(({ weight }) => weight > 0);
  const all = drivers.reduce((whole, { after }) => whole + BigInt(after), 0n);
  return {
    name: "What is sent with every request",
    weight: children.reduce((whole, { weight }) => whole + weight, 0),
    note: `${inDollars(ofNano(all))} a month`,
    children,
  };
}

const bookLine = ({ book: { version, checkedOn, own, locked } }: CostData): string =>
  [
    `Prices: ${version}, compared on ${checkedOn}`,
    ...(own > 0 ? [`${own} of agent-ci.yaml`] : []),
    ...(locked > 0 ? [`${locked} locked`] : []),
  ].join("; ") + ".";

const dollars = (text: string): string => inDollars(ofNano(text));
const change = (before: string, after: string): string => asChange(ofNano(after) - ofNano(before));

/** ` (+12.5 %)`; of nothing there is none. */
function percent(before: string, after: string): string {
  const [was, is] = [BigInt(before), BigInt(after)];
  if (was === 0n) return "";
  const tenths = Number(((is - was) * 10_000n) / was) / 10;
  const rounded = Math.round(tenths) / 10;
  return ` (${rounded > 0 ? "+" : ""}${rounded} %)`;
}
