import type { Diagnostic } from "../model/diagnostic.ts";
import type { Measurement } from "../model/measurement.ts";
import type { Excused, Section } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { type Anew, applyBaseline } from "./baseline/apply-baseline.ts";
import { inChange, type InChange } from "./changed-only.ts";
import type { Baselining } from "./baseline/match-baseline.ts";
import { rank, type RulePolicy } from "./policy.ts";
import { suppressionLedger } from "./sections.ts";
import { inOrder, sign } from "./sign.ts";
import { suppress, type Suppressing } from "./suppressions/suppress.ts";
import { group } from "../model/group.ts";

export interface Settling extends Suppressing {
  readonly policy: RulePolicy;
  readonly baseline: Baselining & { readonly file?: string };
  /** The file whose text is at a path. */
  readonly fileOf: (path: string) => string;
  /** Absent where all is shown. */
  readonly change?: InChange;
}
export interface Settled {
  readonly diagnostics: readonly Diagnostic[];
  readonly excused: readonly Excused[];
  readonly measurements: readonly Measurement[];
  readonly sections: readonly Section[];
  /** The rules by which something was found about suppressions and the baseline themselves. */
  readonly rules: readonly Rule[];
  readonly anew: Anew;
}

/** What all checks found → suppressed → baselined → those of the change → what a gate judges. */
export function settle(diagnostics: readonly Diagnostic[], given: Settling): Settled {
  const suppressed = suppress(diagnostics, given);
  const byId = new Map(given.registry.map((rule) => [rule.id, rule]));
  const baselined = applyBaseline(suppressed.kept, given.baseline, byId);
  const found = [...suppressed.found, ...baselined.found];
  const answers = given.change ? inChange(given.change) : () => true;
  const answered = baselined.kept.filter(answers);
  const hidden = { value: baselined.kept.length - answered.length, unit: "findings", labels: {} };
  const kept = oncePerText(answered, given.fileOf);
  return {
    diagnostics: [...kept, ...sign(found, given.policy)].sort(inOrder),
    excused: [...suppressed.excused, ...baselined.excused].sort((a, b) => inOrder(a.diagnostic, b.diagnostic)),
    measurements: given.change ? [{ metric: "findings-in-unchanged-files", ...hidden }] : [],
    sections: suppressionLedger(suppressed.ledger),
    rules: [...new Set(found.map(({ rule }) => rule))],
    anew: baselined.anew,
  };
}

/** A text in several roles is faulted once for what each of them finds: where that is worst, else first. */
function oncePerText(diagnostics: readonly Diagnostic[], fileOf: (path: string) => string): readonly Diagnostic[] {
  const alike = group(diagnostics, ({ rule, path, line, column, message, commit }) =>
    JSON.stringify([rule, path === undefined ? [] : fileOf(path), line, column, message, commit]),
  );
  if (alike.size === diagnostics.length) return diagnostics;
  return [...alike.values()].flatMap((same) =>
    same.some(({ path }) => path !== same[0]?.path)
      ? same.reduce((worst, one) => (rank(one.severity) < rank(worst.severity) ? one : worst))
      : same,
  );
}
