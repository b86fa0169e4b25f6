import { createHash } from "node:crypto";
import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { safeJson } from "./escape/json.ts";
import { forgePath } from "./place.ts";
import { worstFirst } from "./rank.ts";
import type { Reporter } from "./reporter.ts";

const LEVELS = { error: "major", warning: "minor", info: "info" } as const satisfies Record<Severity, string>;

/** GitLab's subset of the Code Climate format: an array that the merge request widget compares with the target branch's. */
export const codequality: Reporter = ({ report }) => {
  const known = new Set<string>();
  return safeJson(
    report.diagnostics.toSorted(worstFirst).map((diagnostic) => {
      const path = forgePath(report, diagnostic.path);
      return {
        description: diagnostic.message,
        check_name: diagnostic.rule,
        fingerprint: fingerprint(path, diagnostic, known),
        severity: LEVELS[diagnostic.severity],
        location: { path, lines: lines(diagnostic) },
      };
    }),
  );
};

/** GitLab keeps one finding per fingerprint, over all files and reports of a pipeline: the path is part of it. */
function fingerprint(path: string, diagnostic: Diagnostic, known: Set<string>): string {
  for (let twin = 0; ; twin += 1) {
    const parts = [path, diagnostic.fingerprint, ...(twin === 0 ? [] : [twin])];
    const hash = createHash("sha256").update(parts.join("\0")).digest("hex");
    if (known.has(hash)) continue;
    known.add(hash);
    return hash;
  }
}

const lines = ({ line = 1, endLine }: Diagnostic) => ({ begin: line, ...(endLine !== undefined && { end: endLine }) });
