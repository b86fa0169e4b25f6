import { integer, list, object, oneOf, optional, type Read, string } from "../model/read-value.ts";
import { thousands } from "../model/numbers.ts";
import type { View, ViewBlock } from "../model/view.ts";
import { amountText, readAmount, whereOf } from "./amounts.ts";
import type { Amount } from "./estimate.ts";

const CHANGES = ["added", "removed", "changed"] as const;

/** What a client loads with every request, on both sides. */
export interface ChangedLoad {
  readonly client: string;
  readonly folder: string;
  readonly plugin?: string;
  readonly before: Amount;
  readonly after: Amount;
}
export interface ChangedFile {
  readonly path: string;
  readonly kind: string;
  readonly change: (typeof CHANGES)[number];
  readonly before: number;
  readonly after: number;
}
/** The data of a section of kind `token-delta`, version 1. */
export interface TokenDelta {
  readonly encoding: string;
  readonly loads: readonly ChangedLoad[];
  readonly files: readonly ChangedFile[];
}

const load: Read<ChangedLoad> = (value, at) => ({
  ...object({ client: string, folder: string, before: readAmount, after: readAmount })(value, at),
  ...optional({ plugin: string })(value, at),
});
const file = object({ path: string, kind: string, change: oneOf(CHANGES), before: integer(0), after: integer(0) });
const readDelta = object({ encoding: string, loads: list(load), files: list(file) });

/** Rows of the table of drivers, as many as a reviewer looks at. */
const OPEN = 20;

export function deltaView(data: unknown): View {
  const { encoding, loads, files } = readDelta(data, "");
  return { title: "Tokens against the base", blocks: [...loadBlocks(loads), ...fileBlocks(files, encoding)] };
}

function loadBlocks(loads: readonly ChangedLoad[]): readonly ViewBlock[] {
  if (loads.length === 0) return [{ lines: ["No client loads anything else with every request."] }];
  const size = ({ before, after }: ChangedLoad): number => Math.abs(after.value - before.value);
  return [
    {
      columns: [
        { title: "Every request of" },
        { title: "Where" },
        { title: "Before", align: "right" },
        { title: "After", align: "right" },
        { title: "Change", align: "right" },
      ],
      rows: loads
        .toSorted((a, b) => size(b) - size(a))
        .map((one) => [
          one.client,
          whereOf(one),
          amountText(one.before),
          amountText(one.after),
          difference(one.before.value, one.after.value),
        ]),
    },
  ];
}

function fileBlocks(files: readonly ChangedFile[], encoding: string): readonly ViewBlock[] {
  if (files.length === 0) return [];
  const size = ({ before, after }: ChangedFile): number => Math.abs(after - before);
  const sorted = files.toSorted((a, b) => size(b) - size(a));
  const sums = CHANGES.flatMap((change) => {
    const these = files.filter((one) => one.change === change);
    const sum = these.reduce((all, { before, after }) => all + after - before, 0);
    return these.length === 0 ? [] : [`${these.length} ${change} (${signed(sum)})`];
  });
  const left = files.length - OPEN;
  return [
    {
      columns: [
        { title: "File" },
        { title: "Kind" },
        { title: "" },
        { title: "Before", align: "right" },
        { title: "After", align: "right" },
        { title: "Change", align: "right" },
      ],
      rows: sorted
        .slice(0, OPEN)
        .map(({ path, kind, change, before, after }) => [
          path,
          kind,
          change,
          thousands(before),
          thousands(after),
          difference(before, after),
        ]),
    },
    {
      lines: [
        `Files: ${sums.join(", ")} tokens of ${encoding}.`,
        ...(left > 0 ? [`${left} more changed files are in the JSON report.`] : []),
      ],
    },
  ];
}

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${thousands(Math.abs(value))}`;

/** `+120 (+11.1 %)`. */
function difference(before: number, after: number): string {
  const share =
    before === 0 ? "" : ` (${after < before ? "−" : "+"}${((Math.abs(after - before) / before) * 100).toFixed(1)} %)`;
  return signed(after - before) + share;
}
