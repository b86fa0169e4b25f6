import type { Diagnostic } from "../model/diagnostic.ts";
import type { Excused, Section } from "../model/report.ts";
import type { EngineRule } from "../model/rule.ts";
import type { RulePolicy } from "./policy.ts";
import { suppressionLedger } from "./sections.ts";
import { inOrder } from "./sign.ts";
import { signFound } from "./sign-found.ts";
import { suppress, type Suppressing } from "./suppress.ts";

export interface Settling extends Suppressing {
  readonly policy: RulePolicy;
}
export interface Settled {
  readonly diagnostics: readonly Diagnostic[];
  readonly excused: readonly Excused[];
  readonly sections: readonly Section[];
  /** The rules by which something was found about suppressions and the baseline themselves. */
  readonly rules: readonly EngineRule[];
}

/** What all checks found → suppressed → what a gate judges. */
export function settle(diagnostics: readonly Diagnostic[], given: Settling): Settled {
  const { kept, excused, found, ledger } = suppress(diagnostics, given);
  return {
    diagnostics: [...kept, ...signFound(found, given.policy)].sort(inOrder),
    excused,
    sections: suppressionLedger(ledger),
    rules: [...new Set(found.map(({ rule }) => rule))],
  };
}
