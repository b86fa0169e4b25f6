import { SEVERITIES, type Severity } from "../model/diagnostic.ts";
import type { Range } from "../model/source.ts";
import type { Found } from "./found.ts";
import { group } from "../model/group.ts";

/**
 * One fault, one finding: leaves out what a rule found where another, to which it yields, found something at the same
 * place that is as severe. Nothing that would refuse a change is ever left out for something milder.
 */
export function oncePerFault(found: readonly Found[]): readonly Found[] {
  const stronger = new Set(found.flatMap(({ rule }) => rule.yieldsTo ?? []));
  if (stronger.size === 0) return found;
  const byPath = group(
    found.filter(({ rule }) => stronger.has(rule.id)),
    pathOf,
  );
  return found.filter((one) => {
    const { yieldsTo } = one.rule;
    return !yieldsTo || !byPath.get(pathOf(one))?.some((other) => yieldsTo.includes(other.rule.id) && says(other, one));
  });
}

/** Whether what another rule says covers what this one does. */
const says = (other: Found, one: Found): boolean => rank(other.severity) <= rank(one.severity) && meet(other, one);

const pathOf = ({ finding }: Found): string | undefined => finding.path ?? finding.artifact?.path;

const rank = (severity: Severity | undefined): number => SEVERITIES.findIndex((one) => one === severity);

/** What has no place in its file is about the file, as what stands at its very start. */
const START: Range = { start: 0, end: 0 };

function meet({ finding: { at: a = START } }: Found, { finding: { at: b = START } }: Found): boolean {
  return a.start <= b.end && b.start <= a.end;
}
