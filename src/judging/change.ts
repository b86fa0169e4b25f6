import { findingKey, type InChange } from "../check/changed-only.ts";
import { diagnose, running } from "../check/diagnose.ts";
import { needsOf } from "../check/needs.ts";
import type { ChangedFiles } from "../host/git/changed-files.ts";
import { trackedFiles } from "../host/git/git-index.ts";
import { rules } from "../rules/index.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * The change that a run is about. Where it deletes files, with the findings of before: a file that is gone can break
 * one that nobody touched.
 */
export async function judgedChange(workspace: Workspace): Promise<InChange | undefined> {
  const { settings, rules: policy } = workspace.policy;
  const listed = await workspace.change(settings["changed-since"]);
  const change = listed && (listed.committed ? listed : await withUntracked(workspace, listed));
  if (!change || change.gone.size === 0) return change && { ...change, before: new Set() };
  const wanted = running(rules, policy).filter(({ scope }) => scope === "repository");
  const before = await workspace.sides.at(change.since, needsOf(wanted));
  const found = before ? diagnose({ head: before }, wanted, policy) : [];
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
