import type { Diagnostic } from "../model/diagnostic.ts";
import { concerns } from "./concerns.ts";

export interface InChange {
  readonly changed: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  /** Findings from before the change, by `findingKey`; of use where files are gone. */
  readonly before: ReadonlySet<string>;
}

/**
 * About how the rest is judged, or about a run of everything that is there, to which each file adds: no change of files
 * may hide it.
 */
const ALWAYS: ReadonlySet<string> = new Set(["suppression", "baseline", "policy", "condition", "rehearsal"]);

/**
 * Whether a change answers for a finding: one in a file that it touches or about one, about the repository or a commit
 * as a whole, or one that is there only since files went away.
 */
export function inChange({ changed, gone, before }: InChange): (diagnostic: Diagnostic) => boolean {
  const touched = concerns(new Set([...changed, ...gone]));
  return (one) =>
    one.path === undefined ||
    one.commit !== undefined ||
    ALWAYS.has(one.rule.split("/", 1)[0] ?? "") ||
    touched(one) ||
    (gone.size > 0 && !before.has(findingKey(one)));
}

export const findingKey = ({ rule, path, fingerprint }: Diagnostic): string =>
  JSON.stringify([rule, path, fingerprint]);
