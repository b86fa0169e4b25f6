import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import { safeJson } from "../escape/json.ts";
import { forgeFingerprint } from "./forge-fingerprint.ts";
import { forgePath, inCommit } from "../place.ts";
import { worstFirst } from "../rank.ts";
import type { Reporter } from "../reporter.ts";

const LEVELS = { error: "major", warning: "minor", info: "info" } as const satisfies Record<Severity, string>;

/**
 * GitLab's subset of the Code Climate format: an array that the merge request widget compares with the target branch's.
 */
export const codequality: Reporter = ({ report }) => {
  const known = new Set<string>();
  return safeJson(
    report.diagnostics.toSorted(worstFirst).map((diagnostic) => {
      const path = forgePath(report, diagnostic.path);
      return {
        description: diagnostic.message + inCommit(diagnostic),
        check_name: diagnostic.rule,
        fingerprint: forgeFingerprint(path, diagnostic, known),
        severity: LEVELS[diagnostic.severity],
        location: { path, lines: lines(diagnostic) },
      };
    }),
  );
};

const lines = ({ line = 1, endLine }: Diagnostic) => ({ begin: line, ...(endLine !== undefined && { end: endLine }) });
