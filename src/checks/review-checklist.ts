import { fillChecklist, type Item, type Known } from "../checklist/fill-checklist.ts";
import { checklistSection } from "../checklist/sections.ts";
import { matches } from "../conditions/glob.ts";
import { type Check, combine, type Evidence, type Summary } from "../judging/conclude.ts";
import { environments } from "./environments.ts";
import { secrets } from "./secrets/embedded.ts";
import { settled } from "../judging/settled.ts";
import { tokenBudgets } from "./tokens/budgets.ts";
import { validation } from "./validation.ts";
import { schemaCheck } from "./schemas.ts";
import type { Workspace } from "../workspace/workspace.ts";

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

/** The same for a command with some of the checks: the others are asked for the checklist alone. */
export const checklistBeside =
  (own: readonly Check[]): Summary =>
  async (world, workspace, found) => {
    const evidence: Evidence[] = [];
    for (const check of CHECKS) if (!own.includes(check)) evidence.push(await check(world, workspace));
    const [first, ...others] = evidence;
    if (!first) return reviewChecklist(world, workspace, found);
    const asked = combine([first, ...others]);
    const ran = new Set(asked.rules.map(({ id }) => id));
    const { diagnostics } = await settled(world, workspace, asked);
    // Of suppressions and the baseline the command itself has told already.
    const beside = { ...asked, diagnostics: diagnostics.filter(({ rule }) => ran.has(rule)) };
    return reviewChecklist(world, workspace, combine([found, beside]));
  };

/** Undefined where there is nothing to compare with. */
export async function itemsOf(workspace: Workspace, found: Evidence): Promise<readonly Item[] | undefined> {
  const needs = { outline: false };
  const base = await workspace.base(needs);
  if (!base) return undefined;
  return fillChecklist(
    { base, head: await workspace.head(needs) },
    { diagnostics: found.diagnostics, ran: new Set(found.rules.map(({ id }) => id)), budgeted: budgeted(workspace) },
  );
}

const budgeted = ({ settings, fromConfig }: Workspace): Known["budgeted"] => {
  const { files, classes = {}, clients = {}, skill, fleet } = settings.budgets;
  return ({ kind, path }) =>
    fleet !== undefined ||
    Object.keys(clients).length > 0 ||
    Object.hasOwn(classes, kind) ||
    (kind === "skill" && skill !== undefined) ||
    files.some((entry) => matches(entry.path, fromConfig(path)));
};
