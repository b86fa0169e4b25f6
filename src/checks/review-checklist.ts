import { fillChecklist, type ChecklistItem, type KnownOfChange } from "../checklist/fill-checklist.ts";
import { checklistSection } from "../checklist/sections.ts";
import type { Summary } from "../judging/conclude.ts";
import { type Check, gather, lookedAt, type Signed, signEvidence } from "../judging/evidence.ts";
import { EVERY_CHECK } from "./every-check.ts";
import { settleEvidence } from "../judging/settle-evidence.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { World } from "../workspace/world.ts";

/** What the checklist goes by. */
type Asked = Pick<Signed, "diagnostics" | "rules" | "measurements">;

/**
 * The review checklist of a change;
 * no section where there is nothing to compare with, or no agent configuration changes.
 */
export const reviewChecklist = async (_world: World, workspace: Workspace, found: Asked): ReturnType<Summary> =>
  checklistSection((await itemsOf(workspace, found)) ?? []);

/** The same for a command with some of the checks: the others are asked for the checklist alone. */
export const checklistBeside =
  (own: readonly Check[]): Summary =>
  async (world, workspace, found) => {
    const others = EVERY_CHECK.filter((check) => !own.includes(check));
    const evidence = await gather(world, workspace, others);
    const asked = signEvidence(workspace, evidence);
    const ran = new Set(asked.rules.map(({ id }) => id));
    const { diagnostics } = await settleEvidence(world, workspace, asked, lookedAt(evidence));
    // Of suppressions and the baseline the command itself has told already.
    const beside = diagnostics.filter(({ rule }) => ran.has(rule));
    return reviewChecklist(world, workspace, {
      diagnostics: [...found.diagnostics, ...beside],
      rules: [...found.rules, ...asked.rules],
      measurements: [...found.measurements, ...asked.measurements],
    });
  };

/** Undefined where there is nothing to compare with. */
export async function itemsOf(workspace: Workspace, found: Asked): Promise<readonly ChecklistItem[] | undefined> {
  const needs = { outline: false };
  const base = await workspace.sides.base(needs);
  if (!base) return undefined;
  return fillChecklist(
    { base, head: await workspace.sides.head(needs) },
    {
      diagnostics: found.diagnostics,
      ran: new Set(found.rules.map(({ id }) => id)),
      budgeted: budgeted(workspace),
      found: (at) =>
        found.measurements.find(({ metric, path }) => metric === "trigger-reliability" && path === at)?.value,
      target: workspace.policy.settings.triggers.target,
    },
  );
}

const budgeted = ({ policy: { settings, matches } }: Workspace): KnownOfChange["budgeted"] => {
  const { files, classes = {}, clients = {}, skill, fleet } = settings.budgets;
  return ({ kind, path }) =>
    fleet !== undefined ||
    Object.keys(clients).length > 0 ||
    Object.hasOwn(classes, kind) ||
    (kind === "skill" && skill !== undefined) ||
    files.some((entry) => matches(entry.path, path));
};
