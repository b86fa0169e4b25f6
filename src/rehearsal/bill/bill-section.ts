import { integer, list, object, oneOf, optional, type Read, string } from "../../model/read-value.ts";
import type { Section } from "../../model/report.ts";
import { thousands } from "../../model/numbers.ts";
import type { View } from "../../model/view.ts";
import type { Bill } from "./context-bill.ts";

/** The data of a section of kind `context-bill`, version 1. */
export interface ContextBills {
  readonly encoding: string;
  readonly bills: readonly ComparedBill[];
}
export interface ComparedBill {
  readonly agent: string;
  readonly version?: string;
  readonly requests: number;
  readonly total: number;
  /** Of the base; absent where there is none to compare with. */
  readonly before?: number;
  readonly files: readonly ComparedLine[];
}
export interface ComparedLine {
  readonly path: string;
  readonly loaded: "every" | "some" | "never";
  readonly every: number;
  readonly most: number;
  readonly before?: number;
}

const MOST_FILES = 500;
const MOST_BILLS = 50;
/** Rows as many as a reviewer looks at. */
const OPEN = 20;

/** Bills of the head, each beside that of the base by the same agent and version. Files that are gone stay, with 0. */
export function billSection(encoding: string, head: readonly Bill[], base: readonly Bill[] = []): Section {
  const bills = head.slice(0, MOST_BILLS).map((bill) =>
    compare(
      bill,
      base.find((one) => nameOf(one) === nameOf(bill)),
    ),
  );
  return { kind: "context-bill", version: 1, data: { encoding, bills } satisfies ContextBills };
}

const nameOf = ({ agent, version = "" }: Pick<Bill, "agent" | "version">): string => `${agent} ${version}`.trim();

function compare({ files, ...bill }: Bill, base: Bill | undefined): ComparedBill {
  if (!base) return { ...bill, files: files.slice(0, MOST_FILES) };
  const before = new Map(base.files.map((line) => [line.path, line.every]));
  const there = new Set(files.map(({ path }) => path));
  const gone = base.files
    .filter(({ path }) => !there.has(path))
    .map(({ path, every }) => ({ path, loaded: "never" as const, every: 0, most: 0, before: every }));
  const lines = files.map((line) => ({ ...line, before: before.get(line.path) ?? 0 }));
  return { ...bill, before: base.total, files: [...lines, ...gone].slice(0, MOST_FILES) };
}

const amount = integer(0);
const line: Read<ComparedLine> = (value, at) => ({
  ...object({ path: string, loaded: oneOf(["every", "some", "never"]), every: amount, most: amount })(value, at),
  ...optional({ before: amount })(value, at),
});
const bill: Read<ComparedBill> = (value, at) => ({
  ...object({ agent: string, requests: amount, total: amount, files: list(line) })(value, at),
  ...optional({ version: string, before: amount })(value, at),
});
/** Throws Mismatch where the data is not the section's. */
export const readBills: Read<ContextBills> = object({ encoding: string, bills: list(bill) });

/** Each agent's bill: what every request costs, the files that make it, the dearest first. */
export function billView(data: unknown): View {
  const { encoding, bills } = readBills(data, "");
  return {
    title: "Context bill",
    blocks: bills.flatMap((one) => [
      { lines: [heading(one, encoding)] },
      ...(one.files.length === 0 ? [] : [tableOf(one)]),
    ]),
  };
}

function heading(one: ComparedBill, encoding: string): string {
  if (one.requests === 0) return `${nameOf(one)} asked no model: nothing is known of what it loads.`;
  const change = one.before === undefined ? "" : `, ${difference(one.before, one.total)} against the base`;
  return `${nameOf(one)} sends ${thousands(one.total)} tokens (${encoding}) with every request${change}.`;
}

function tableOf({ files, before }: ComparedBill): View["blocks"][number] {
  const compared = before !== undefined;
  return {
    columns: [
      { title: "File" },
      { title: "Every request", align: "right" },
      ...(compared ? [{ title: "Change", align: "right" } as const] : []),
      { title: "At most", align: "right" },
      { title: "Loaded" },
    ],
    rows: files
      .toSorted((one, other) => size(other) - size(one) || (one.path < other.path ? -1 : 1))
      .slice(0, OPEN)
      .map((one) => [
        one.path,
        thousands(one.every),
        ...(compared ? [difference(one.before ?? 0, one.every)] : []),
        thousands(one.most),
        LOADED[one.loaded],
      ]),
  };
}

const size = ({ every, before = 0 }: ComparedLine): number => Math.max(every, before);

const LOADED = { every: "yes", some: "in some requests", never: "no" } as const;

const difference = (before: number, after: number): string =>
  after === before ? "0" : `${after > before ? "+" : "−"}${thousands(Math.abs(after - before))}`;
