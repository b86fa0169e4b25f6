import { findingKey, type InChange } from "../check/changed-only.ts";
import { diagnose, running } from "../check/diagnose.ts";
import { needsOf } from "../check/needs.ts";
import type { ChangedFiles } from "../host/git/changed-files.ts";
import { commitFiles } from "../host/git/commit-files.ts";
import { trackedFiles } from "../host/git/git-index.ts";
import { takeInventory } from "../inventory/take-inventory.ts";
import { rules } from "../rules/index.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The change with what was found before it, where files went away: their loss shows in files that nobody touched. */
export async function changeOf(workspace: Workspace): Promise<InChange | undefined> {
  const { git, prefix } = workspace.place;
  const { ignored, kindOf, settings, rules: policy } = workspace.policy;
  const listed = await workspace.change(settings["changed-since"]);
  const change = listed && (listed.committed ? listed : await withUntracked(workspace, listed));
  if (!change || !git || change.gone.size === 0) return change && { ...change, before: new Set() };
  const wanted = running(rules, policy).filter(({ scope }) => scope === "repository");
  const base = await takeInventory(
    commitFiles(git, change.since, prefix),
    { ignored, kindOf, prefix },
    needsOf(wanted),
  );
  const found = diagnose({ head: base }, wanted, policy);
  return { ...change, before: new Set(found.map(findingKey)) };
}

/** What git does not know yet is new. */
async function withUntracked(
  { sides, place: { top, prefix } }: Workspace,
  change: ChangedFiles,
): Promise<ChangedFiles> {
  const tracked = new Set(trackedFiles(top));
  const { paths } = await sides.head({ outline: false });
  const others = paths.flatMap(({ path }) => (tracked.has(prefix + path) ? [] : [path]));
  return { ...change, changed: new Set([...change.changed, ...others]) };
}
