import type { Engine, Severity } from "../model/diagnostic.ts";
import type { PlacedFinding, Rule } from "../model/rule.ts";
import type { Range, Source } from "../model/source.ts";

/** What somebody found, with the rule that it was found by: a finding on its way to a diagnostic. */
export interface Found {
  readonly rule: Rule;
  readonly finding: PlacedFinding;
  /** Where it is decided already; else what the policy says for the path. */
  readonly severity?: Severity;
  /** The text that `finding.at` counts in; that of the finding's artifact if absent. */
  readonly source?: Source;
  /** The commit that it was found in, where that is not what is checked. */
  readonly commit?: string;
  /** The program of others that found it. */
  readonly engine?: Engine;
  /** All that such programs found in the source: our own engine need not know that it is secret. */
  readonly hides?: readonly Range[];
}
