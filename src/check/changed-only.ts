import type { Diagnostic } from "../model/diagnostic.ts";
import { concerns } from "./concerns.ts";
import { isExempt } from "./exempt.ts";

export interface InChange {
  readonly changed: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  /** Of a finding that nothing else decides: whether it is there only since the change, or may be. */
  readonly caused: (diagnostic: Diagnostic) => boolean;
}

/**
 * Whether a change answers for a finding: one in a file that it touches or about one, about the repository or a commit
 * as a whole, or one that is there only since then, wherever it stands.
 */
export function inChange({ changed, gone, caused }: InChange): (diagnostic: Diagnostic) => boolean {
  const answers = answersAlone({ changed, gone });
  return (one) => answers(one) || caused(one);
}

/** The same, as far as the finding alone says it. */
export function answersAlone({ changed, gone }: Pick<InChange, "changed" | "gone">): (one: Diagnostic) => boolean {
  const touched = concerns(new Set([...changed, ...gone]));
  return (one) => one.path === undefined || one.commit !== undefined || isExempt(one.rule, "narrowing") || touched(one);
}
