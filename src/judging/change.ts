import { answersAlone, type InChange } from "../check/changed-only.ts";
import { diagnose } from "../check/diagnose.ts";
import { needsOf } from "../check/needs.ts";
import { newSince } from "../check/new-since.ts";
import { isTouched, touchedWays } from "../inventory/links/read-by.ts";
import type { ChangedFiles } from "../host/git/changed-files.ts";
import { trackedFiles } from "../host/git/git-index.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { RepositoryRule } from "../model/rule.ts";
import { rules } from "../rules/index.ts";
import { newlyRead } from "./newly-read.ts";
import type { Workspace } from "../workspace/workspace.ts";

export interface JudgedChange extends InChange {
  readonly since: ChangedFiles["since"];
  /** Whether a finding is the change's only because agents read its file since then. */
  readonly named: (diagnostic: Diagnostic) => boolean;
}

/**
 * The rules whose findings of before and after are compared: what they say of a file rests on others. Of one that goes
 * by the time that has passed no commit can say what it would have found.
 */
const COMPARED: ReadonlyMap<string, RepositoryRule> = new Map(
  rules.flatMap((rule) => (rule.scope === "repository" && !rule.history ? [[rule.id, rule]] : [])),
);

/** The rules that compare both sides: what they find is the change's, wherever it stands. */
const COMPARING: ReadonlySet<string> = new Set(rules.flatMap(({ scope, id }) => (scope === "change" ? [id] : [])));

/** The change that a run is about; undefined where it is about everything. What it caused elsewhere is open. */
export async function judgedChange(workspace: Workspace): Promise<JudgedChange | undefined> {
  const listed = await workspace.change(workspace.policy.settings["changed-since"]);
  if (!listed) return undefined;
  const { changed, gone, since } = listed.committed ? listed : await withUntracked(workspace, listed);
  const head = await workspace.sides.head({ outline: false });
  const there = new Set([...head.paths, ...head.artifacts].map(({ path }) => path));
  const elsewhere = new Set(head.submodules.keys()); // no commit of ours has what was there before
  return {
    changed: touchedWays(head, new Set([...changed, ...gone])),
    gone,
    since,
    named: () => false,
    // What is in no listing, such as an ignored file, no commit can have either.
    caused: ({ rule, path }) =>
      path === undefined || !isTouched(elsewhere, path)
        ? COMPARING.has(rule) || (COMPARED.has(rule) && path !== undefined && there.has(path))
        : false,
  };
}

/**
 * The same with all decided, by what all checks found. Where findings are open, the commits that the change stands on
 * are asked what was said and read there; where none are, nothing is read.
 */
export async function causedBy(
  workspace: Workspace,
  change: JudgedChange,
  found: readonly Diagnostic[],
): Promise<JudgedChange> {
  const answers = answersAlone(change);
  const open = found.filter((one) => !answers(one) && !COMPARING.has(one.rule));
  if (open.length === 0) return change;
  const caused = await brokenElsewhere(workspace, change, open.filter(change.caused));
  const others = open.filter(({ rule, path }) => path !== undefined && !COMPARED.has(rule));
  const isNew = others.length === 0 ? () => false : await newlyRead(workspace, change);
  const named = new Set(others.filter(({ path }) => path !== undefined && isNew(path)));
  return {
    ...change,
    caused: (one) => caused.has(one) || named.has(one) || (COMPARING.has(one.rule) && change.caused(one)),
    named: (one) => named.has(one),
  };
}

/** Those of the findings that rules over the repository did not have before. */
async function brokenElsewhere(
  workspace: Workspace,
  change: JudgedChange,
  found: readonly Diagnostic[],
): Promise<ReadonlySet<Diagnostic>> {
  let fresh = found;
  if (fresh.length === 0) return new Set();
  const policy = workspace.policy.rules;
  const asked = [...new Set(fresh.flatMap(({ rule }) => COMPARED.get(rule) ?? []))];
  const open = new Set(fresh.map(({ path }) => path));
  for (const commit of change.since) {
    const base = await workspace.sides.at(commit, needsOf(asked));
    const before = base ? diagnose({ head: base }, asked, policy, (path) => open.has(path)) : [];
    fresh = base ? [...newSince(before, fresh)] : [];
  }
  return new Set(fresh);
}

/** What git does not know yet is new. */
async function withUntracked(
  { sides, place: { top, prefix } }: Workspace,
  change: ChangedFiles,
): Promise<ChangedFiles> {
  const tracked = new Set(trackedFiles(top));
  const { paths, submodules } = await sides.head({ outline: false });
  const elsewhere = new Set(submodules.keys()); // their own repository knows their files
  const others = paths.flatMap(({ path }) => (tracked.has(prefix + path) || isTouched(elsewhere, path) ? [] : [path]));
  return { ...change, changed: new Set([...change.changed, ...others]) };
}
