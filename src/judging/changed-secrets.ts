import { isBaselined } from "../check/baseline/match-baseline.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Repository } from "../model/rule.ts";
import { offsetAt } from "../model/source.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { JudgedChange } from "./change.ts";
import { registry } from "./registry.ts";

const KNOWN = new Map(registry.map((rule) => [rule.id, rule]));

/**
 * Says of secrets in files whether a change wrote them: an entry of the baseline excuses the value that stood there,
 * which its fingerprint does not know. The texts of both sides are compared in memory, and nothing of them is kept.
 */
export async function changedSecrets(
  { sides }: Workspace,
  change: JudgedChange | undefined,
  found: readonly Diagnostic[],
): Promise<(one: Diagnostic) => boolean> {
  if (!change) return () => false;
  const asked = found.filter(
    ({ rule, path, commit }) =>
      rule.startsWith("secret/") &&
      isBaselined(rule, KNOWN) &&
      commit === undefined &&
      path !== undefined &&
      change.changed.has(path), // what it does not touch is what it was
  );
  if (change.since.length === 0 || asked.length === 0) return () => false;
  const head = await sides.head({ outline: false });
  const bases = await Promise.all(change.since.map(async (commit) => sides.at(commit, { outline: false })));
  const fresh = new Set(asked.filter((one) => !bases.some((base) => base && stood(one, head, base, change.gone))));
  return (one) => fresh.has(one);
}

/** Whether what a finding points at stood in its file before, or where that is new, in one that went. */
function stood(one: Diagnostic, head: Repository, base: Repository, gone: ReadonlySet<string>): boolean {
  const { path, line, column, endLine, endColumn } = one;
  const source = path === undefined ? undefined : head.source(path);
  if (!source || line === undefined || column === undefined || endLine === undefined || endColumn === undefined)
    return false;
  const value = source.text.slice(offsetAt(source, line, column), offsetAt(source, endLine, endColumn));
  const before = base.source(source.path);
  const places = before ? [before] : [...gone].flatMap((from) => base.source(from) ?? []);
  return places.some(({ text }) => text.includes(value));
}
