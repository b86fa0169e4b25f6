import { fillChecklist, type Item } from "../checklist/fill-checklist.ts";
import { checklistSection } from "../checklist/sections.ts";
import type { Check, Evidence, Summary } from "./conclude.ts";
import { environments } from "./environment-check.ts";
import { secrets } from "./secret-check.ts";
import { tokenBudgets } from "./token-check.ts";
import { validation } from "./validation.ts";
import { schemaCheck } from "./schema-check.ts";
import type { Workspace } from "./workspace.ts";

/** All that `check` looks at, and the checklist goes by. */
export const CHECKS: readonly [Check, ...Check[]] = [
  validation,
  environments,
  tokenBudgets,
  secrets("agent"),
  schemaCheck,
];

/** The review checklist of a change; no section where there is nothing to compare with, or no agent configuration changes. */
export const reviewChecklist: Summary = async (_world, workspace, found) =>
  checklistSection((await itemsOf(workspace, found)) ?? []);

/** Undefined where there is nothing to compare with. */
export async function itemsOf(workspace: Workspace, found: Evidence): Promise<readonly Item[] | undefined> {
  const needs = { outline: false };
  const base = await workspace.base(needs);
  if (!base) return undefined;
  const { files, classes, clients, skill, fleet } = workspace.settings.budgets;
  return fillChecklist(
    { base, head: await workspace.head(needs) },
    {
      diagnostics: found.diagnostics,
      ran: new Set(found.rules.map(({ id }) => id)),
      budgeted: files.length > 0 || [classes, clients, skill, fleet].some((one) => one !== undefined),
    },
  );
}
