import { type Diagnostic, SEVERITIES } from "../../model/diagnostic.ts";
import type { Report, Verdict } from "../../model/report.ts";
import { isExempt } from "../exempt.ts";
import { inOrder } from "../sign.ts";

interface Judged {
  readonly report: Report;
  readonly verdict: Verdict;
}

/**
 * What two policies make of one state:
 * the findings of both, each as severe as the severer has it, and the worse verdict.
 */
export function worse(judging: Judged, own: Judged): Judged {
  const found = new Map<string, Diagnostic>();
  for (const one of [...judging.report.diagnostics, ...own.report.diagnostics]) {
    const known = found.get(keyOf(one));
    if (!known || SEVERITIES.indexOf(one.severity) < SEVERITIES.indexOf(known.severity)) found.set(keyOf(one), one);
  }
  const excused = (judging.report.excused ?? []).filter(({ diagnostic }) => !found.has(keyOf(diagnostic)));
  const known = new Set(judging.report.rules.map(({ id }) => id));
  return {
    report: {
      ...judging.report,
      sections: [...judging.report.sections, ...besides(judging.report, own.report)],
      diagnostics: [...found.values()].sort(inOrder),
      excused,
      rules: [...judging.report.rules, ...own.report.rules.filter(({ id }) => !known.has(id))],
    },
    verdict: verdictOf(judging.verdict, own.verdict),
  };
}

/**
 * Sections of which the two are about different things: each policy has scenarios of its own, and what has to be
 * approved may be so by one of them alone.
 */
const OF_EACH: ReadonlySet<string> = new Set(["dry-run", "approval"]);

function besides(judging: Report, own: Report): Report["sections"] {
  const known = new Set(judging.sections.map((one) => JSON.stringify(one)));
  return own.sections.filter((one) => OF_EACH.has(one.kind) && !known.has(JSON.stringify(one)));
}

/**
 * What is wrong with suppressions and the baseline themselves:
 * those of the target branch a change cannot mend but by its own, and that alone is asked.
 */
export const isUpkeep = ({ rule }: Diagnostic): boolean => isExempt(rule, "target-policy");

const keyOf = ({ rule, path, commit, line, column, message }: Diagnostic): string =>
  JSON.stringify([rule, path, commit, line, column, message]);

const RANK = { pass: 0, inconclusive: 1, fail: 2 } as const satisfies Record<Verdict["result"], number>;

function verdictOf(judging: Verdict, own: Verdict): Verdict {
  const result = RANK[own.result] > RANK[judging.result] ? own.result : judging.result;
  const reasons = own.reasons.map((reason) => `${reason}, by the policy of the change itself`);
  return { result, reasons: [...judging.reasons, ...reasons] };
}
