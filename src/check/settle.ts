import type { Diagnostic } from "../model/diagnostic.ts";
import type { Excused, Section } from "../model/report.ts";
import type { EngineRule } from "../model/rule.ts";
import { type Anew, applyBaseline } from "./apply-baseline.ts";
import type { Baselining } from "./match-baseline.ts";
import type { RulePolicy } from "./policy.ts";
import { suppressionLedger } from "./sections.ts";
import { inOrder } from "./sign.ts";
import { signFound } from "./sign-found.ts";
import { suppress, type Suppressing } from "./suppress.ts";

export interface Settling extends Suppressing {
  readonly policy: RulePolicy;
  readonly baseline: Baselining & { readonly file?: string };
}
export interface Settled {
  readonly diagnostics: readonly Diagnostic[];
  readonly excused: readonly Excused[];
  readonly sections: readonly Section[];
  /** The rules by which something was found about suppressions and the baseline themselves. */
  readonly rules: readonly EngineRule[];
  readonly anew: Anew;
}

/** What all checks found → suppressed → baselined → what a gate judges. */
export function settle(diagnostics: readonly Diagnostic[], given: Settling): Settled {
  const suppressed = suppress(diagnostics, given);
  const byId = new Map(given.registry.map((rule) => [rule.id, rule]));
  const baselined = applyBaseline(suppressed.kept, given.baseline, byId);
  const found = [...suppressed.found, ...baselined.found];
  return {
    diagnostics: [...baselined.kept, ...signFound(found, given.policy)].sort(inOrder),
    excused: [...suppressed.excused, ...baselined.excused].sort((a, b) => inOrder(a.diagnostic, b.diagnostic)),
    sections: suppressionLedger(suppressed.ledger),
    rules: [...new Set(found.map(({ rule }) => rule))],
    anew: baselined.anew,
  };
}
