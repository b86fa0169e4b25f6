import type { Found } from "../check/found.ts";
import { policyWeakened } from "../check/rules.ts";
import type { Suppression } from "../check/suppressions/suppression.ts";
import { newInline } from "../check/weakening/weakened-inline.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Repository } from "../model/rule.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { inlineOf } from "./inline-of.ts";
import { group } from "../model/group.ts";

/**
 * Comments of the change that suppress more than those of where it began, which are somebody else's. `found` says in
 * which files that are no artifacts comments may suppress something, and how much of a text a finding is about.
 */
export async function newComments(
  judging: Workspace,
  own: Workspace,
  found: readonly Diagnostic[],
): Promise<readonly Found[]> {
  const head = await judging.sides.head({ outline: false });
  const now = inlineOf(head, own, found).flatMap(({ suppressions }) => suppressions);
  if (now.length === 0) return [];
  const base = await before(judging);
  const known = base ? inlineOf(base, own, found).flatMap(({ suppressions }) => suppressions) : [];
  const byPath = group(found, ({ path }) => path);
  const linesOf = (one: Suppression): number =>
    Math.max(
      1,
      ...(byPath.get(one.path) ?? []).flatMap((of) =>
        of.rule === one.rule && one.covers(of) && of.line !== undefined && of.endLine !== undefined
          ? of.endLine - of.line + 1
          : [],
      ),
    );
  return newInline(known, now, linesOf).map(({ rule, reason, shown }) => ({
    rule: policyWeakened,
    finding: {
      message: `A comment suppresses ${rule} from now on: ${reason}.`,
      ...(shown && { path: shown.path }),
      ...(shown?.at && { at: shown.at }),
    },
    ...(shown?.source && { source: shown.source }),
  }));
}

async function before(judging: Workspace): Promise<Repository | undefined> {
  const needs = { outline: false };
  const { policy, sides } = judging;
  const base = await sides.base(needs);
  return base ?? (policy.commit === undefined ? undefined : sides.at(policy.commit, needs));
}
