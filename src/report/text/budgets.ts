import type { Report } from "../../model/report.ts";
import { amount, isOver } from "../amount.ts";
import type { Paint } from "./paint.ts";
import { tableLines } from "./sections.ts";

/** Budgets and what was counted for each, those that are exceeded first; nothing where there are none. */
export function budgetLines({ measurements }: Report, paint: Paint): readonly string[] {
  const bound = measurements.filter(({ limit }) => limit !== undefined);
  if (bound.length === 0) return [];
  const rows = [...bound.filter(isOver), ...bound.filter((one) => !isOver(one))].map(({ path, labels, ...one }) => [
    [...(path === undefined ? [] : [path]), ...Object.entries(labels).map(([name, label]) => `${name} ${label}`)].join(
      ", ",
    ),
    amount(one.value),
    amount(one.limit ?? 0),
    `${Math.round((one.value / (one.limit || 1)) * 100)} %`,
  ]);
  const columns = [
    { title: "Of" },
    { title: "Counted", align: "right" },
    { title: "Budget", align: "right" },
    { title: "Used", align: "right" },
  ] as const;
  return [paint("Budgets", "bold"), ...tableLines({ columns, rows }, paint), ""];
}
