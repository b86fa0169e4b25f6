import type { Measurement } from "../model/measurement.ts";
import { BUDGET_CLIENTS, TOKEN_CLASSES } from "./classes.ts";

/** What is left of a proposed budget: as much as `headroom` asks for unless told otherwise. */
const BUFFER = 0.2;

/**
 * Budgets that what was counted today keeps, with a fifth of each left, as YAML for the configuration; undefined where
 * nothing was counted.
 */
export function proposeBudgets(measurements: readonly Measurement[]): string | undefined {
  const counted = measurements.filter(({ metric, limit }) => metric === "tokens" && limit === undefined);
  const files = counted.filter(({ path }) => path !== undefined);
  const classes = TOKEN_CLASSES.map(
    (name) => [name, sum(files.filter(({ labels }) => labels["kind"] === name))] as const,
  );
  const clients = BUDGET_CLIENTS.map((name) => [
    name,
    Math.max(
      0,
      ...counted
        .filter(({ labels: { client, when, folder } }) => client === name && when === "always" && folder !== undefined)
        .map(({ value }) => value),
    ),
  ]) as readonly (readonly [string, number])[];
  const fleet = sum(files);
  if (fleet === 0) return undefined;
  return [
    "budgets: # what was counted today, with a fifth of each budget left",
    ...block("clients", clients, "with every request, in any folder"),
    ...block("classes", classes, "all files of a kind together"),
    line("  ", "fleet", fleet),
    "",
  ].join("\n");
}

function block(key: string, all: readonly (readonly [string, number])[], what: string): readonly string[] {
  const some = all.filter(([, value]) => value > 0);
  return some.length === 0 ? [] : [`  ${key}: # ${what}`, ...some.map(([name, value]) => line("    ", name, value))];
}

const line = (indent: string, key: string, value: number): string =>
  `${indent}${key}: ${roomFor(value)} # ${value} today`;

/** The next round number of which a fifth is left. */
function roomFor(value: number): number {
  const least = value / (1 - BUFFER);
  const step = 10 ** Math.max(1, Math.floor(Math.log10(least)) - 1);
  return Math.ceil(least / step) * step;
}

const sum = (all: readonly Measurement[]): number => all.reduce((total, { value }) => total + value, 0);
